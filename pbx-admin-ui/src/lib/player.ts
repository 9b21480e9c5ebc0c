import { useEffect, useRef, useState } from 'react';

export interface Playback {
  /** The sound that is loaded, playing or paused. */
  soundId: string | undefined;
  playing: boolean;
  seconds: number;
  failed: boolean;
}

export interface Player extends Playback {
  toggle: (soundId: string, address: string) => void;
  seek: (seconds: number) => void;
  stop: () => void;
}

const silent: Playback = { soundId: undefined, playing: false, seconds: 0, failed: false };

/** One loudspeaker for the whole list: starting a sound stops the one before. */
export function usePlayer(onEnded: (soundId: string) => void): Player {
  const audio = useRef<HTMLAudioElement>(undefined);
  const ended = useRef(onEnded);
  const [playback, setPlayback] = useState<Playback>(silent);

  useEffect(() => {
    ended.current = onEnded;
  });
  useEffect(
    () => () => {
      audio.current?.pause();
      audio.current?.removeAttribute('src');
    },
    [],
  );

  const load = (soundId: string, address: string) => {
    audio.current?.pause();
    const element = new Audio(address);
    audio.current = element;
    const tell = (change: Partial<Playback>) => {
      if (audio.current === element) {
        setPlayback((before) => ({ ...before, ...change }));
      }
    };
    setPlayback({ soundId, playing: true, seconds: 0, failed: false });
    element.addEventListener('timeupdate', () => tell({ seconds: element.currentTime }));
    element.addEventListener('pause', () => tell({ playing: false }));
    element.addEventListener('play', () => tell({ playing: true }));
    element.addEventListener('error', () => tell({ playing: false, failed: true }));
    element.addEventListener('ended', () => {
      tell({ playing: false, seconds: 0 });
      ended.current(soundId);
    });
    // A refusal to play shows as the element's error event.
    element.play().catch(() => tell({ playing: false }));
  };

  return {
    ...playback,
    toggle: (soundId, address) => {
      if (playback.soundId !== soundId || playback.failed || !audio.current) {
        load(soundId, address);
      } else if (playback.playing) {
        audio.current.pause();
      } else {
        audio.current
          .play()
          .catch(() => setPlayback((before) => ({ ...before, playing: false, failed: true })));
      }
    },
    seek: (seconds) => {
      if (audio.current) {
        audio.current.currentTime = seconds;
        setPlayback((before) => ({ ...before, seconds }));
      }
    },
    stop: () => {
      audio.current?.pause();
      audio.current = undefined;
      setPlayback(silent);
    },
  };
}
