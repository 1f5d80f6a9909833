#!/bin/sh
# This repository serves nothing, so it has no alerts.
echo "no alerts to check"
