export { FrameworkMarks } from './FrameworkMarks';
export { ScopeList } from './ScopeList';
export { ScopeNote } from './ScopeNote';
export { SourceNote } from './SourceNote';
