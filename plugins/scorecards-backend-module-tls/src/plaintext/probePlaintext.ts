import { connect, isIP } from 'node:net';
import { oneLine } from '@platform-ops/backstage-plugin-platform-ops-node';
import { whenLate } from '../whenLate';

/** What a port without TLS says to a request. */
export interface PlaintextAnswer {
  /** `silent`: something listens there, and says nothing that is HTTP. */
  answer: 'closed' | 'redirects' | 'answers' | 'silent';
  detail: string;
}

const LONGEST_HEAD = 8_192;
const LONGEST_DETAIL = 200;

/** Asks for the head of `/` and looks at nothing but its status and location. */
export function probePlaintext(options: {
  address: string;
  port: number;
  host: string;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<PlaintextAnswer> {
  const { address, port, host, timeoutMs, signal } = options;
  return new Promise(resolve => {
    const socket = connect({ host: address, port });
    let isConnected = false;
    let head = '';
    const end = (detail = 'nothing that is HTTP') => {
      socket.destroy();
      resolve(
        isConnected ? judgeHead(head, detail) : { answer: 'closed', detail },
      );
    };
    whenLate(timeoutMs, signal, end);
    socket.on('connect', () => {
      isConnected = true;
      const name = isIP(host) === 6 ? `[${host}]` : host;
      socket.write(
        `HEAD / HTTP/1.1\r\nHost: ${name}\r\nUser-Agent: platform-ops-portal\r\nConnection: close\r\n\r\n`,
      );
    });
    socket.on('data', chunk => {
      head += chunk.toString('latin1');
      if (head.includes('\r\n\r\n') || head.length > LONGEST_HEAD) {
        end();
      }
    });
    socket.on('error', (error: NodeJS.ErrnoException) => end(error.code));
    socket.on('close', () => end());
  });
}

function judgeHead(head: string, otherwise: string): PlaintextAnswer {
  const status = /^HTTP\/1\.[01] (\d{3})\b/.exec(head)?.[1];
  if (!status) {
    return { answer: 'silent', detail: otherwise };
  }
  const location = /^location:[ \t]*(.*?)\r?$/im.exec(head)?.[1] ?? '';
  const isRedirect = status.startsWith('3') && /^https:\/\//i.test(location);
  return {
    answer: isRedirect ? 'redirects' : 'answers',
    detail: oneLine(
      location === '' ? `status ${status}` : `status ${status} to ${location}`,
      LONGEST_DETAIL,
    ),
  };
}
