export { SpanBar, type BarSpan } from './SpanBar';
export { SpanSwatch } from './SpanSwatch';
