// JsSIP in a page.

/** In the page: a phone that registers; what came of it. */
function register([url, uri, username, secret, token]) {
  return new Promise((settled) => {
    const JsSIP = globalThis.sipLibrary.default ?? globalThis.sipLibrary;
    const phone = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(url)],
      uri,
      register_expires: 120,
      ...(token
        ? { authorization_jwt: `Bearer ${secret}` }
        : { authorization_user: username, password: secret }),
    });
    phone.on('registered', ({ response }) => settled(`registered ${response.status_code}`));
    phone.on('registrationFailed', ({ response, cause }) =>
      settled(`refused ${response?.status_code} ${cause}`),
    );
    // Whoever calls before anybody here is ready to talk waits.
    const early = [];
    globalThis.begun = (session) => early.push(session);
    globalThis.early = early;
    phone.on('newRTCSession', ({ session }) => globalThis.begun(session));
    globalThis.phone = phone;
    globalThis.unregister = () => phone.unregister();
    phone.start();
  });
}

/** In the page: a call that was made or comes in, up to the tone of the other side; what the browser measured of it. */
function talk([target, tones, urls, username, credential]) {
  const options = {
    mediaConstraints: {
      // In a conference the browser would take its own tone for noise, and those of others for its echo.
      audio:
        tones.length > 1
          ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false }
          : true,
      video: false,
    },
    pcConfig: urls
      ? { iceServers: [{ urls, username, credential }], iceTransportPolicy: 'relay' }
      : { iceServers: [] },
  };
  return new Promise((settled) => {
    globalThis.begun = (session) => {
      session.on('failed', ({ originator, cause }) => settled({ failed: `${originator}: ${cause}` }));
      session.on('confirmed', async () => {
        try {
          const tone = await globalThis.hears(session.connection, tones);
          const figures = await globalThis.measured(session.connection);
          await new Promise((done) => setTimeout(done, 4_000)); // the other side listens for as long
          session.terminate();
          settled({ tone, ...figures });
        } catch (fault) {
          settled({ failed: String(fault) });
        }
      });
      if (session.direction === 'incoming') {
        session.answer(options);
      }
    };
    globalThis.early.forEach(globalThis.begun);
    if (target) {
      globalThis.phone.call(target, options);
    }
  });
}

export const jssip = { entry: 'jssip', register, talk };
