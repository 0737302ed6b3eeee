import { isObject, type JsonObject } from '../JsonObject.ts'
import { DescriptorError } from './DescriptorError.ts'

/** An object of a descriptor, and where in it that stands. */
export interface Shape {
  readonly fields: JsonObject
  /** Such as `display.formats`; empty for the whole. */
  readonly place: string
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function shapeOf(json: unknown, place: string): Shape {
  if (isObject(json)) return { fields: json, place }
  throw wrong(place)
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function object(shape: Shape, name: string): Shape {
  return shapeOf(shape.fields[name], placeOf(shape, name))
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` where it is there and no object */
export function findObject(shape: Shape, name: string): Shape | undefined {
  return shape.fields[name] === undefined ? undefined : object(shape, name)
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function text(shape: Shape, name: string): string {
  const value = shape.fields[name]
  if (typeof value === 'string') return value
  throw wrong(placeOf(shape, name))
}

/** @throws DescriptorError `LZ_GUARD_DESCRIPTOR` where it is there and no text */
export function findText(shape: Shape, name: string): string | undefined {
  return shape.fields[name] === undefined ? undefined : text(shape, name)
}

/** A whole number of a range. @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function integer(shape: Shape, name: string, [min, max]: readonly [min: number, max: number]): number {
  const value = shape.fields[name]
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value
  throw wrong(placeOf(shape, name))
}

/** Undefined where it is absent. @throws DescriptorError `LZ_GUARD_DESCRIPTOR` where it is no list, or a longer one */
export function findList(shape: Shape, name: string, countMax: number): readonly unknown[] | undefined {
  const value = shape.fields[name]
  if (value === undefined || (Array.isArray(value) && value.length <= countMax)) return value
  throw wrong(placeOf(shape, name))
}

/** The objects of a list; none where it is absent. @throws DescriptorError `LZ_GUARD_DESCRIPTOR` */
export function objects(shape: Shape, name: string, countMax: number): Shape[] {
  const place = placeOf(shape, name)
  return (findList(shape, name, countMax) ?? []).map((each, i) => shapeOf(each, `${place}.${i}`))
}

export function placeOf({ place }: Shape, name: string): string {
  return place === '' ? name : `${place}.${name}`
}

export function wrong(place: string): DescriptorError {
  const shown = JSON.stringify(place).slice(0, 200)
  return new DescriptorError('LZ_GUARD_DESCRIPTOR', `The descriptor cannot be read at ${shown}`)
}
