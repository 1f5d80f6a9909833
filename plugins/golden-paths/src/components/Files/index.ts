export { FileContent } from './FileContent';
export { FileLayout } from './FileLayout';
export { FileTree } from './FileTree';
export { formatSize } from './formatSize';
