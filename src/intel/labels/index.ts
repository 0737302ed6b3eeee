export {
  type LabelFile,
  LabelFileError,
  type LabelFormat,
  type LabelReject,
  type LabelRejectCode,
} from './LabelFile.ts'
export type { FileBytes } from './openText.ts'
export { isNobody, isReserved } from './placeAddress.ts'
export { type LabelFileOptions, readLabelFile, readLabelFiles } from './readLabelFile.ts'
