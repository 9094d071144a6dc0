/**
 * Thrown where a read must wait for a store: the run is dropped, the rows are loaded, and it starts again. One
 * preallocated object; never caught but where runs are entered and where elements run ahead. engine §8
 */
export const WAIT = Symbol("wait");
