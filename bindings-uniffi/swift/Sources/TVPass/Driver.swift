import Foundation

/// The needs of every flow of an application: the installation, a way to the service, the time, and a place for secrets.
///
/// One driver runs all flows of an installation, in any number of tasks: one of them registers and gets the token.
public struct Driver: Sendable {
    public let installation: Installation
    private let transport: any Transport
    private let clock: any FlowClock
    private let failed: @Sendable (any Error) -> Void
    private let observe: (@Sendable (ObservedExchange) -> Void)?
    private let keep: @Sendable (SecretBytes) async throws -> Void
    private let keepToken: @Sendable (SecretBytes?) async throws -> Void
    private let configurations: ConfigurationCache
    private let turns = Turns()

    /// `save` gets what must survive a restart, before anything is sent that rests on it: keep it where the platform keeps
    /// secrets, and return when it is kept; what it throws ends the flow. `failed` gets what the transport throws, which is
    /// why a flow waits or ends with `TvpassError.Network`. `observe` gets each exchange that is over, for a log or a metric:
    /// nothing in it is secret. `configurationLife` is the time in seconds for which a list of providers is kept in memory (N1);
    /// `Event.reload` fetches a fresh one, and zero keeps none. `saveServiceToken` gets the service token in the same way as `save`
    /// whenever it is another one, and nothing when it is forgotten.
    public init(
        installation: Installation, transport: any Transport = URLSessionTransport(),
        clock: any FlowClock = SystemFlowClock(), failed: @escaping @Sendable (any Error) -> Void = { _ in },
        observe: (@Sendable (ObservedExchange) -> Void)? = nil, configurationLife: TimeInterval = 180,
        saveServiceToken: @escaping @Sendable (SecretBytes?) async throws -> Void = { _ in },
        save: @escaping @Sendable (SecretBytes) async throws -> Void
    ) {
        self.installation = installation
        self.transport = transport
        self.clock = clock
        self.failed = failed
        self.observe = observe
        configurations = ConfigurationCache(life: configurationLife)
        keepToken = saveServiceToken
        keep = save
    }

    /// Runs the flow to its end; `ask` replies to its questions, with nothing where it is enough to go on. It is called
    /// where the caller is: a class of the main actor may touch its own state.
    ///
    /// Throws `TvpassError` if the flow cannot go on, `CancellationError` if the task is cancelled.
    public func run(
        _ flow: AuthFlow, isolation: isolated (any Actor)? = #isolation, ask: (Question) async -> Event?
    ) async throws -> Outcome {
        let (cycle, inbox) = (FlowCycle(flow, configurations), Inbox())
        var event = Event.start
        while true {
            switch try await advance(cycle, event, inbox) {
            case .ask(let question, let usualEvent, _): event = await ask(question) ?? usualEvent
            case .done(let outcome): return outcome
            case .stop(let error): throw error
            case .send, .sleep, .await, .awaitOther: event = .timer
            }
        }
    }

    /// The questions of the flow and its outcome, one after the other; what happens in between is done by the run itself.
    public func steps(of flow: AuthFlow) -> FlowRun {
        FlowRun(cycle: FlowCycle(flow, configurations), driver: self)
    }

    /// Keeps what the application itself has changed, such as the provider that it remembers.
    public func save() async throws {
        try await turns.alone {
            if let unsaved = installation.unsaved() {
                try await keep(unsaved.bytes)
                installation.markSaved(revision: unsaved.revision)
            }
        }
    }

    /// Takes up what `saveServiceToken` got in an earlier run. Gives the reason if the bytes were left behind.
    public func restoreServiceToken(_ saved: SecretBytes) -> RestoreError? {
        installation.restoreServiceToken(saved: saved, now: clock.now())
    }

    /// Forgets the service token and the identifier, as when the person leaves the application's account.
    public func forgetServiceToken() async throws {
        try await turns.alone {
            installation.forgetServiceToken()
            try await keepToken(nil)
        }
    }

    /// The network is back: flows try at once what they have put off.
    public func online() async {
        await turns.online()
    }

    /// The next step that is the viewer's to see.
    func advance(_ cycle: FlowCycle, _ first: Event, _ inbox: Inbox) async throws -> Step {
        do {
            return try await next(cycle, first, inbox)
        } catch {
            // No other flow is to wait for this one.
            cycle.giveUp(clock.now())
            await turns.note()
            throw error
        }
    }

    private func next(_ cycle: FlowCycle, _ first: Event, _ inbox: Inbox) async throws -> Step {
        var event = first
        while true {
            try Task.checkCancellation()
            let (step, count) = try await turn(cycle, event)
            switch step {
            case .send(let request): event = await send(request, of: cycle)
            case .sleep(let untilMillis):
                await turns.add(inbox)
                event = await inbox.wait(on: clock, untilMillis: untilMillis)
                await turns.remove(inbox)
            case .awaitOther(let untilMillis):
                let now = clock.now().monotonicMillis
                await turns.wait(since: count, millis: untilMillis > now ? untilMillis - now : 0)
                event = .timer
            case .ask, .done, .await: return step
            case .stop(let error): throw error
            }
        }
    }

    /// Decides and saves. Gives the step, and the number of turns so far.
    private func turn(_ cycle: FlowCycle, _ event: Event) async throws -> (Step, UInt64) {
        await turns.enter()
        do {
            let turn = cycle.handle(clock.now(), event)
            if let saved = turn.saved {
                try await keep(saved)
                installation.markSaved(revision: turn.revision)
            }
            if turn.isTokenNew {
                try await keepToken(installation.savedServiceToken())
            }
            // A flow that waits changes nothing for others that wait: they would wake each other in turn.
            if case .awaitOther = turn.step {
                return (turn.step, await turns.leave())
            }
            await turns.note()
            return (turn.step, await turns.leave())
        } catch {
            await turns.leave()
            throw error
        }
    }

    private func send(_ request: Request, of cycle: FlowCycle) async -> Event {
        if let kept = cycle.kept(request, clock.now()) { return kept.event }
        let start = clock.now().monotonicMillis
        let result: Result<Response, any Error>
        do {
            result = .success(try await transport.send(request))
        } catch {
            result = .failure(error)
        }
        observe?(cycle.observed(request, result, millis: clock.now().monotonicMillis - start))
        switch result {
        case .success(let response):
            cycle.received(request, response, clock.now())
            return response.event
        case .failure(let error):
            failed(error)
            return TransportFailure(error) == .tooLarge ? .responseTooLarge : .noResponse
        }
    }
}

extension Response {
    /// The event for the flow, with the delay where the service asks for one.
    fileprivate var event: Event {
        guard let retryAfter, [429, 503].contains(status) else { return .response(httpStatus: status, body: body) }
        return .retryAfter(httpStatus: status, delayMillis: UInt64(exactly: (retryAfter * 1000).rounded()) ?? 0)
    }
}

/// A flow under way: `for try await step in run`, and `say` what the viewer did.
public struct FlowRun: AsyncSequence, Sendable {
    public typealias Element = Step

    fileprivate let cycle: FlowCycle
    fileprivate let driver: Driver
    fileprivate let inbox = Inbox()

    fileprivate init(cycle: FlowCycle, driver: Driver) {
        self.cycle = cycle
        self.driver = driver
    }

    /// An act of the viewer: the reply to the last question, or the wish for a new code while the flow waits.
    public func say(_ event: Event) async {
        await inbox.say(event)
    }

    /// The viewer has done what the last question asks, and has nothing else to say.
    public func goOn() async {
        if case .ask(_, let usualEvent, _) = cycle.standing {
            await inbox.say(usualEvent)
        }
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(run: self)
    }

    public struct Iterator: AsyncIteratorProtocol, Sendable {
        private let run: FlowRun
        private var last: Step?

        fileprivate init(run: FlowRun) {
            self.run = run
        }

        public mutating func next() async throws -> Step? {
            let event: Event
            switch last {
            case nil: event = .start
            case .ask(_, let usualEvent, let awaitsViewer):
                event = await run.inbox.take(waiting: awaitsViewer) ?? usualEvent
            default: return nil
            }
            let step = try await run.driver.advance(run.cycle, event, run.inbox)
            last = step
            return step
        }
    }
}
