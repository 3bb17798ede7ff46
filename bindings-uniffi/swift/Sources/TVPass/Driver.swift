import Foundation

/// What every flow of an application needs: the client, a way to the service, the time, and a place for secrets.
public struct Driver: Sendable {
    public let client: Client
    private let transport: any Transport
    private let clock: any FlowClock
    private let failed: @Sendable (any Error) -> Void
    private let save: @Sendable (SecretBytes) -> Void

    /// `save` gets what must survive a restart, whenever it changed: keep it where the platform keeps secrets. `failed` gets
    /// what the transport throws, which is why a flow waits or ends with `TvpassError.Network`.
    public init(
        client: Client, transport: any Transport = URLSessionTransport(), clock: any FlowClock = SystemFlowClock(),
        failed: @escaping @Sendable (any Error) -> Void = { _ in }, save: @escaping @Sendable (SecretBytes) -> Void
    ) {
        self.client = client
        self.transport = transport
        self.clock = clock
        self.failed = failed
        self.save = save
    }

    /// Runs the flow to its end; `ask` answers its prompts, with nothing where it is enough to go on. It is called where the
    /// caller is: a class of the main actor may touch its own state.
    ///
    /// Throws `TvpassError` if the flow cannot go on, `CancellationError` if the task is cancelled.
    public func run(
        _ flow: AuthFlow, isolation: isolated (any Actor)? = #isolation, ask: (Prompt) async -> Input?
    ) async throws -> Outcome {
        let inbox = Inbox()
        var happened = Input.begin
        while true {
            switch try await advance(flow, happened, inbox) {
            case .ask(let prompt, _): happened = await ask(prompt) ?? .tick
            case .done(let outcome): return outcome
            case .stop(let error): throw error
            case .send, .wait: happened = .tick
            }
        }
    }

    /// The prompts of the flow and its outcome, one after the other; what happens in between is done by the run itself.
    public func steps(of flow: AuthFlow) -> FlowRun {
        FlowRun(flow: flow, driver: self)
    }

    /// The next step that is the viewer's to see.
    fileprivate func advance(_ flow: AuthFlow, _ input: Input, _ inbox: Inbox) async throws -> Step {
        var happened = input
        while true {
            try Task.checkCancellation()
            let step = flow.next(now: clock.now(), input: happened)
            if let changed = client.saveIfChanged() {
                save(changed)
            }
            switch step {
            case .send(let request): happened = await answer(to: request)
            case .wait(let untilMillis): happened = await inbox.wait(on: clock, untilMillis: untilMillis)
            case .ask, .done: return step
            case .stop(let error): throw error
            }
        }
    }

    private func answer(to request: Request) async -> Input {
        do {
            let response = try await transport.send(request)
            return .answer(httpStatus: response.status, body: response.body)
        } catch {
            failed(error)
            return .noAnswer
        }
    }
}

/// A flow under way: `for try await step in run`, and `say` what the viewer did.
public struct FlowRun: AsyncSequence, Sendable {
    public typealias Element = Step

    fileprivate let flow: AuthFlow
    fileprivate let driver: Driver
    fileprivate let inbox = Inbox()

    fileprivate init(flow: AuthFlow, driver: Driver) {
        self.flow = flow
        self.driver = driver
    }

    /// What the viewer did: the answer to the last prompt, or the wish for a new code while the flow waits.
    public func say(_ input: Input) async {
        await inbox.say(input)
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
            let input: Input
            switch last {
            case nil: input = .begin
            case .ask(_, let awaitsViewer): input = await run.inbox.take(waiting: awaitsViewer)
            default: return nil
            }
            let step = try await run.driver.advance(run.flow, input, run.inbox)
            last = step
            return step
        }
    }
}

/// What the viewer says, which ends a wait.
private actor Inbox {
    private var said: Input?
    private var sleeper: Task<Void, Never>?

    func say(_ input: Input) {
        said = input
        sleeper?.cancel()
    }

    /// What was said, or `tick` when the time has come.
    func wait(on clock: any FlowClock, untilMillis: UInt64) async -> Input {
        await doze { await clock.sleep(untilMillis: untilMillis) }
    }

    /// What was said about a prompt; without need to wait for it, `tick`.
    func take(waiting: Bool) async -> Input {
        await doze {
            while waiting, !Task.isCancelled {
                try? await Task.sleep(nanoseconds: 60 * 1_000_000_000)
            }
        }
    }

    private func doze(_ sleep: @escaping @Sendable () async -> Void) async -> Input {
        if said == nil {
            let task = Task { await sleep() }
            sleeper = task
            await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
            sleeper = nil
        }
        defer { said = nil }
        return said ?? .tick
    }
}
