import type { X509Certificate } from 'node:crypto';
import { connect as connectPlain, isIP } from 'node:net';
import { connect, type SecureContext } from 'node:tls';
import { whenLate } from '../whenLate';

/** Whom to ask, and how. */
export interface Handshake {
  /** The very address that was checked. */
  address: string;
  port: number;
  /** The name that is asked for. */
  host: string;
  context: SecureContext;
  timeoutMs: number;
  signal: AbortSignal;
}

/** What was agreed on. */
export interface Agreed {
  outcome: 'agreed';
  protocol: string;
  cipher: string;
  certificate: X509Certificate | undefined;
  /** Why the chain is not trusted; undefined where it is. */
  distrust: string | undefined;
}

/**
 * Nothing was: it refused right away, or `broken` on the way, after it had
 * answered our offer; or nobody can tell what it would do.
 */
export interface NotAgreed {
  outcome: 'refused' | 'broken' | 'unknown';
  /** A code of Node.js, or words. */
  reason: string;
}

/** Our own library would not ask; that says nothing of the peer. */
const NOT_ASKED = /NO_PROTOCOLS_AVAILABLE|NO_CIPHERS?_AVAILABLE/;
/** It answered something else than what was offered. */
const OTHER_ANSWER =
  /UNSUPPORTED_PROTOCOL|WRONG_VERSION|WRONG_SSL_VERSION|PACKET_LENGTH|HTTP_REQUEST/;
/** An alert is shorter, any answer to an offer is longer. */
const SHORTEST_ANSWER = 40;

/**
 * One handshake, with whatever certificate the peer has: it is looked at, and
 * nothing is sent.
 */
export function shakeHands(handshake: Handshake): Promise<Agreed | NotAgreed> {
  const { address, port, host, timeoutMs, signal } = handshake;
  return new Promise(resolve => {
    const plain = connectPlain({ host: address, port });
    let isConnected = false;
    plain.once('connect', () => {
      isConnected = true;
    });
    const socket = connect({
      socket: plain,
      // Nobody gets the name of an address.
      ...(isIP(host) === 0 && { servername: host }),
      secureContext: handshake.context,
      rejectUnauthorized: false,
      // Names are compared by us, so that both answers are known.
      checkServerIdentity: () => undefined,
    });
    const end = (answer: Agreed | NotAgreed) => {
      socket.destroy();
      plain.destroy();
      resolve(answer);
    };
    const giveUp = (reason: string) => end({ outcome: 'unknown', reason });
    const fail = (reason: string) => {
      if (!isConnected || NOT_ASKED.test(reason)) {
        giveUp(reason);
      } else {
        const isBroken =
          plain.bytesRead >= SHORTEST_ANSWER && !OTHER_ANSWER.test(reason);
        end({ outcome: isBroken ? 'broken' : 'refused', reason });
      }
    };
    const tell = (error: NodeJS.ErrnoException | null | undefined) =>
      fail(error?.code ?? 'it closed the connection');
    plain.on('error', tell);
    socket.on('error', tell);
    // It may come before the error of the connection below.
    socket.on('close', () => tell(plain.errored));
    socket.on('secureConnect', () =>
      end({
        outcome: 'agreed',
        protocol: socket.getProtocol() ?? 'unknown',
        cipher: socket.getCipher()?.standardName ?? 'unknown',
        certificate: socket.getPeerX509Certificate(),
        distrust: socket.authorized
          ? undefined
          : String(socket.authorizationError),
      }),
    );
    whenLate(timeoutMs, signal, giveUp);
  });
}
