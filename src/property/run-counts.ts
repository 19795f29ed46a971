import type { Level } from '../spec/model/vocabulary.js';

/**
 * Draws of a family under one behaviour: half as many where no source decides and only the invariants can fail, so that
 * both behaviours together have as many at least.
 */
export const familyRuns = (runs: number, level: Level): number => (level === 'observed' ? Math.ceil(runs / 2) : runs);

/**
 * Draws of a law: those that are certain, and random ones after them. A law asks several questions a draw and a family
 * one: with a fiftieth of the draws, all laws together cost what four families do.
 */
export const lawRuns = (runs: number, certain: number): number => certain + Math.ceil(runs / 50);
