#!/usr/bin/env node
import { setTimeout as wait } from 'node:timers/promises';
import { run } from './run';

run(process.argv.slice(2), {
  env: process.env,
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  wait: milliseconds => wait(milliseconds),
}).then(exitCode => {
  process.exitCode = exitCode;
});
