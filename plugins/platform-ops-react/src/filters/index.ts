export { CountFilter, type CountFilterProps } from './CountFilter';
export { SearchBox, type SearchBoxProps } from './SearchBox';
