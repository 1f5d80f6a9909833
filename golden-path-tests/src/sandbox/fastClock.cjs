/*
 * A clock that goes 20 times as fast from a given moment on; loaded before
 * everything else.
 */
const SPEED = 20;
const { now } = Date;
const begin = Number(process.env.FAST_CLOCK_FROM);
Date.now = () => begin + (now() - begin) * SPEED;
