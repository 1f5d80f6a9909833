export { DownloadButton, type DownloadButtonProps } from './DownloadButton';
export { formatCsv } from './formatCsv';
