// SIP.js in a page. It knows passwords alone.

/** In the page: a phone that registers; what came of it. */
async function register([url, uri, username, secret]) {
  const { UserAgent, Registerer } = globalThis.sipLibrary;
  // Whoever calls before anybody here is ready to talk waits.
  const early = [];
  globalThis.begun = (session) => early.push(session);
  globalThis.early = early;
  const phone = new UserAgent({
    uri: UserAgent.makeURI(uri),
    transportOptions: { server: url },
    authorizationUsername: username,
    authorizationPassword: secret,
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
    delegate: { onInvite: (session) => globalThis.begun(session) },
  });
  globalThis.phone = phone;
  await phone.start();
  const registerer = new Registerer(phone, { expires: 120 });
  globalThis.unregister = () => registerer.unregister();
  return new Promise((settled) => {
    void registerer.register({
      requestDelegate: {
        onAccept: ({ message }) => settled(`registered ${message.statusCode}`),
        onReject: ({ message }) => settled(`refused ${message.statusCode} ${message.reasonPhrase}`),
      },
    });
  });
}

/** In the page: a call that was made or comes in, up to the tone of the other side; what the browser measured of it. */
function talk([target, tones]) {
  const { Inviter, SessionState, UserAgent } = globalThis.sipLibrary;
  const options = { sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } } };
  return new Promise((settled) => {
    const follow = (session) =>
      session.stateChange.addListener(async (state) => {
        if (state === SessionState.Terminated) {
          settled({ failed: 'it ended before anything was heard' });
        }
        if (state === SessionState.Established) {
          try {
            const connection = session.sessionDescriptionHandler.peerConnection;
            const tone = await globalThis.hears(connection, tones);
            const figures = await globalThis.measured(connection);
            await new Promise((done) => setTimeout(done, 4_000)); // the other side listens for as long
            settled({ tone, ...figures });
            await session.bye();
          } catch (fault) {
            settled({ failed: String(fault) });
          }
        }
      });
    globalThis.begun = (session) => {
      follow(session);
      void session.accept(options);
    };
    globalThis.early.forEach(globalThis.begun);
    if (target) {
      const session = new Inviter(globalThis.phone, UserAgent.makeURI(target), options);
      follow(session);
      void session.invite({
        requestDelegate: { onReject: ({ message }) => settled({ failed: `${message.statusCode}` }) },
      });
    }
  });
}

export const sipjs = { entry: 'sip.js', register, talk };
