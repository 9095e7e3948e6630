/** Schemas several areas share, each with the words a person sees when it fails. */
import { z } from 'zod';
import { isIsoDate } from '../domain/calendar.ts';

export const rowId = z.int().positive();

export const date = z
  .string()
  .refine(isIsoDate, 'Enter a real date, for example 12 November 2021.');

/** The calendar year a year starts in. */
export const year = z
  .int('Enter a year, for example 2021-22.')
  .min(1990, 'Enter a year from 1990-91 on.')
  .max(2100, 'Enter a year before 2100-01.');

export const quarter = z.literal([1, 2, 3, 4]).nullable();

/** A name somebody gave something: never empty, one line. */
export const name = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'Keep the name to 200 characters.')
  .refine((text) => !/[\r\n\0]/.test(text), 'Keep the name on one line.');

/** The number an authority has in statutory returns: Tower Hamlets is 211. */
export const authorityNumber = z
  .string()
  .trim()
  .regex(/^\d{3}$/, 'Enter the authority’s number: three digits, for example 211.');

/** Free text. */
export const text = z.string().max(4000, 'Keep the text to 4,000 characters.');

/** A reported value, in its measure's unit. Negative vacancies are posts over establishment. */
export const value = z
  .number('Enter a number, or tbc.')
  .min(-1_000_000, 'Enter a number above −1,000,000.')
  .max(1_000_000, 'Enter a number below 1,000,000.');

export const wholeNumber = z
  .int('Enter a whole number.')
  .min(0, 'Enter 0 or more.')
  .max(1_000_000, 'Enter a number below 1,000,000.');
