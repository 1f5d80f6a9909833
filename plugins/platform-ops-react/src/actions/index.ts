export { AskButton, type AskButtonProps } from './AskButton';
