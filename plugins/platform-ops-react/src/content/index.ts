export { CodeBlock, type CodeBlockProps } from './CodeBlock';
export { CopyButton, type CopyButtonProps } from './CopyButton';
export { KeyValueList, type KeyValueListProps } from './KeyValueList';
export { PageSection, type PageSectionProps } from './PageSection';
export { Panel, type PanelProps } from './Panel';
export { SafeMarkdown, type SafeMarkdownProps } from './SafeMarkdown';
