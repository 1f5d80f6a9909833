export { entityPresentationModule } from './entityPresentationModule';
export { iconsModule } from './iconsModule';
