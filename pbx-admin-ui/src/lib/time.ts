import { useEffect, useState } from 'react';
import { locale } from './words';

/** "21 Nov 2026, 10:31:05" in the reader's language and time zone. */
export function dateTime(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(instant),
  );
}

/** "10:31" today, "Fri 10:31" within a week, else the date. */
export function shortTime(instant: string, now: Date = new Date()): string {
  const then = new Date(instant);
  const sameDay = then.toDateString() === now.toDateString();
  const withinWeek = Math.abs(now.getTime() - then.getTime()) < 6 * 86_400_000;
  const options: Intl.DateTimeFormatOptions = sameDay
    ? { timeStyle: 'short' }
    : withinWeek
      ? { weekday: 'short', hour: '2-digit', minute: '2-digit' }
      : { dateStyle: 'medium' };
  return new Intl.DateTimeFormat(locale(), options).format(then);
}

/** "4 minutes ago", "in 2 hours". */
export function relative(instant: string, now: Date = new Date()): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ];
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) {
      return words.format(Math.trunc(seconds / size), unit);
    }
  }
  return words.format(seconds, 'second');
}

/** "0:07", "12:40", "1:02:03". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds between two instants; to now where the second is missing. */
export function secondsBetween(from: string, to?: string | null, now: number = Date.now()): number {
  return ((to ? new Date(to).getTime() : now) - new Date(from).getTime()) / 1000;
}

/** The time, read again every `everyMs` milliseconds. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
