import Foundation

/// One run of a flow, as far as it neither sends nor waits.
final class FlowCycle: @unchecked Sendable {
    private let flow: AuthFlow
    private let configurations: ConfigurationCache
    private let lock = NSLock()
    private var last: Step?
    private var hasList = false

    init(_ flow: AuthFlow, _ configurations: ConfigurationCache) {
        self.flow = flow
        self.configurations = configurations
    }

    /// The step that still is to be done.
    var standing: Step? {
        lock.withLock { last }
    }

    /// The answer to an event; one that changes nothing leaves the step before it standing.
    func handle(_ now: Now, _ event: Event) -> Turn {
        lock.withLock {
            // Who has seen the list and asks for it wants a fresh one.
            if hasList, event == .reload { configurations.forget() }
            let turn = flow.handle(now: now, event: event)
            var step = turn.step
            if case .await = step, let last { step = last }
            last = step
            return Turn(saved: turn.saved, revision: turn.revision, isTokenNew: turn.isTokenNew, step: step)
        }
    }

    /// The response that is kept, if there is one.
    func kept(_ request: Request, _ now: Now) -> Response? {
        if ConfigurationCache.isForConfiguration(request) {
            lock.withLock { hasList = true }
        }
        return configurations.find(request, nowMillis: now.monotonicMillis)
    }

    /// A response that came.
    func received(_ request: Request, _ response: Response, _ now: Now) {
        configurations.keep(request, response, nowMillis: now.monotonicMillis)
    }

    func observed(_ request: Request, _ result: Result<Response, any Error>, millis: UInt64) -> ObservedExchange {
        switch result {
        case .success(let response):
            flow.observed(request: request, httpStatus: response.status, failure: nil, millis: millis)
        case .failure(let error):
            flow.observed(request: request, httpStatus: nil, failure: TransportFailure(error), millis: millis)
        }
    }

    /// Ends a flow that is left before its end.
    func giveUp(_ now: Now) {
        switch standing {
        case .done, .stop: return
        default: _ = handle(now, .cancel)
        }
    }
}

/// One turn and its saving at a time, since a later state must not be kept before an earlier one; and word of each turn to
/// flows that wait for another.
actor Turns {
    private var isTaken = false
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var count: UInt64 = 0
    private var waiting: [Task<Void, Never>] = []
    private var sleeping: [ObjectIdentifier: Inbox] = [:]

    func enter() async {
        guard isTaken else {
            isTaken = true
            return
        }
        await withCheckedContinuation { queue.append($0) }
    }

    /// Lets the next one in. Gives the number of turns so far.
    @discardableResult
    func leave() -> UInt64 {
        if queue.isEmpty {
            isTaken = false
        } else {
            queue.removeFirst().resume()
        }
        return count
    }

    /// Does this between two turns.
    func alone(_ work: @Sendable () async throws -> Void) async throws {
        await enter()
        defer { leave() }
        try await work()
    }

    /// A flow has taken a turn.
    func note() {
        count += 1
        waiting.forEach { $0.cancel() }
        waiting = []
    }

    /// Returns when there are more turns than `seen`, or after this time.
    func wait(since seen: UInt64, millis: UInt64) async {
        guard count == seen else { return }
        let sleeper = Task {
            // Cancelled, it has slept long enough.
            _ = try? await Task.sleep(nanoseconds: millis * 1_000_000)
        }
        waiting.append(sleeper)
        await withTaskCancellationHandler {
            await sleeper.value
        } onCancel: {
            sleeper.cancel()
        }
    }

    func add(_ inbox: Inbox) {
        sleeping[ObjectIdentifier(inbox)] = inbox
    }

    func remove(_ inbox: Inbox) {
        sleeping[ObjectIdentifier(inbox)] = nil
    }

    func online() async {
        for inbox in sleeping.values {
            await inbox.say(.online)
        }
    }
}

/// The viewer's word, which ends a wait.
actor Inbox {
    private var said: Event?
    private var sleeper: Task<Void, Never>?

    func say(_ event: Event) {
        said = event
        sleeper?.cancel()
    }

    /// The event that was said, or `timer` when the time has come.
    func wait(on clock: any FlowClock, untilMillis: UInt64) async -> Event {
        await doze { await clock.sleep(untilMillis: untilMillis) } ?? .timer
    }

    /// The event that was said about a question, if anything was said or must be.
    func take(waiting: Bool) async -> Event? {
        await doze {
            while waiting, !Task.isCancelled {
                try? await Task.sleep(nanoseconds: 60 * 1_000_000_000)
            }
        }
    }

    private func doze(_ sleep: @escaping @Sendable () async -> Void) async -> Event? {
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
        return said
    }
}
