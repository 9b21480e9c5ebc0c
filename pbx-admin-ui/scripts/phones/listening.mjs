// In the page of a phone: whether the other side's tone is heard, and what the browser measured of its connection.

/** Puts two functions into the page: `hears(connection, tones)` and `measured(connection)`. */
export function listening() {
  const OWN_HZ = 440;
  /** Whether the tone is the loudest of what is heard now; of several, whether each stands out, and our own does not. */
  const sounds = (analyser, tones) => {
    const bins = new Uint8Array(analyser.frequencyBinCount);
    analyser.getByteFrequencyData(bins);
    const level = (hertz) => bins[Math.round((hertz * analyser.fftSize) / analyser.context.sampleRate)];
    if (tones.length > 1) {
      const least = Math.min(...tones.map(level));
      const between = Math.max(...tones.flatMap((hertz) => [level(hertz - 100), level(hertz + 100)]));
      return least > 100 && least > between + 25 && least > level(OWN_HZ) + 25;
    }
    const [hertz] = tones;
    const loudest = bins.indexOf(Math.max(...bins));
    const at = (loudest * analyser.context.sampleRate) / analyser.fftSize;
    return bins[loudest] > 100 && Math.abs(at - hertz) < 20;
  };
  globalThis.hears = async (connection, tones) => {
    const stream = new globalThis.MediaStream(connection.getReceivers().map((one) => one.track));
    const audio = new globalThis.Audio();
    audio.srcObject = stream;
    audio.muted = true;
    await audio.play();
    const context = new globalThis.AudioContext();
    await context.resume();
    const analyser = new globalThis.AnalyserNode(context, { fftSize: 4096 });
    context.createMediaStreamSource(stream).connect(analyser);
    let inARow = 0;
    for (let i = 0; i < 300 && inARow < 10; i++) {
      await new Promise((done) => setTimeout(done, 100));
      inARow = sounds(analyser, tones) ? inARow + 1 : 0;
    }
    return inARow >= 10;
  };
  globalThis.measured = async (connection) => {
    const all = [...(await connection.getStats()).values()];
    const of = (kind) => all.filter((one) => one.type === kind);
    const [transport] = of('transport');
    const [inbound] = of('inbound-rtp');
    const pair = of('candidate-pair').find((one) => one.nominated && one.state === 'succeeded');
    return {
      dtls: transport?.dtlsState,
      tls: transport?.tlsVersion,
      role: transport?.dtlsRole,
      srtp: transport?.srtpCipher,
      ice: pair !== undefined,
      path: of('local-candidate').find((one) => one.id === pair?.localCandidateId)?.candidateType,
      codec: of('codec').find((codec) => codec.id === inbound?.codecId)?.mimeType,
      received: inbound?.packetsReceived,
      lost: inbound?.packetsLost,
    };
  };
}
