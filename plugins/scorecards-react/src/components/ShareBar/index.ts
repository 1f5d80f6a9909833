export { ShareBar, type ShareBarProps } from './ShareBar';
export { ShareLegend } from './ShareLegend';
