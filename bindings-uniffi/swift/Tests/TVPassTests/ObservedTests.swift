import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import TVPass

/// Every exchange can be watched: its request line, its status or why there is none, its time and its attempt, and no secret.
final class ObservedTests: XCTestCase {
    private let statement = "stand.in.statement"

    func testARequestWithoutAResponseAndItsRepeatAreSeen() async throws {
        let seen = Seen()
        let clock = TestClock()
        let refusal = Response(status: 400, body: Redacted(Data(#"{"error": "invalid_request"}"#.utf8)))
        let transport = Scripted(clock, [.failure(URLError(.unknown)), .success(refusal)])
        let installation = try Installation(settings: settings("http://127.0.0.1:1", statement))
        let driver = Driver(installation: installation, transport: transport, clock: clock, observe: { seen.put($0) }) { _ in }
        _ = try? await driver.run(.registration(installation: installation)) { _ in nil }
        let line = "POST /o/client/register"
        XCTAssertEqual(
            seen.exchanges,
            [
                ObservedExchange(line: line, httpStatus: nil, failure: .other, millis: 250, attempt: 1),
                ObservedExchange(line: line, httpStatus: 400, failure: nil, millis: 250, attempt: 2),
            ])
    }

    func testASignInIsSeenWithoutItsSecrets() async throws {
        let service = try Service.standIn("--no-faults")
        let seen = Seen()
        let installation = try Installation(settings: settings(service.baseUrl, statement))
        let driver = Driver(installation: installation, clock: TestClock(), observe: { seen.put($0) }) { _ in }
        _ = try await driver.run(driver.signIn("Cablevision")) { _ in nil }
        XCTAssertEqual(
            seen.exchanges.map { "\($0.line) \($0.httpStatus ?? 0)" },
            [
                "POST /o/client/register 201",
                "POST /o/client/token 201",
                "GET /api/v2/{serviceProvider}/profiles/{mvpd} 200",
                "POST /api/v2/{serviceProvider}/sessions 200",
                "GET /api/v2/{serviceProvider}/profiles/code/{code} 200",
            ])
    }

    func testAnExchangeThatIsCancelledIsSeen() async throws {
        let wire = try Service.wire()
        let seen = Seen()
        let installation = try Installation(settings: settings("http://127.0.0.1:1", statement))
        let transport = Redirected(url: "\(wire.baseUrl)/silent?observed")
        let driver = Driver(installation: installation, transport: transport, observe: { seen.put($0) }) { _ in }
        let run = Task { try await driver.run(.registration(installation: installation)) { _ in nil } }
        _ = try await Page.fetch("\(wire.baseUrl)/begun?observed")
        run.cancel()
        _ = await run.result
        XCTAssertEqual(seen.exchanges.map(\.failure), [.cancelled])
    }

    func testCausesAreToldApart() async throws {
        let wire = try Service.wire()
        func failure(
            _ url: String, timeout: TimeInterval = 3600, longestBody: UInt64 = 1 << 24
        ) async -> TransportFailure? {
            let transport = URLSessionTransport(timeout: timeout, longestBody: longestBody)
            do {
                _ = try await transport.send(Request(method: .get, url: url, headers: [], body: Redacted(Data())))
                return nil
            } catch {
                return TransportFailure(error)
            }
        }
        // No name server is asked for a name that is longer than any can be.
        let longName = Array(repeating: String(repeating: "a", count: 63), count: 5).joined(separator: ".")
        var found: [String: TransportFailure?] = [:]
        found["name"] = await failure("http://\(longName)/")
        found["refused"] = await failure("http://127.0.0.1:1/")
        found["tls"] = await failure(wire.baseUrl.replacingOccurrences(of: "http:", with: "https:"))
        found["silent"] = await failure("\(wire.baseUrl)/silent", timeout: 0.2)
        for path in ["short", "short-chunk", "closed", "garbage"] {
            found[path] = await failure("\(wire.baseUrl)/\(path)")
        }
        found["huge"] = await failure("\(wire.baseUrl)/huge?observed", longestBody: 100_000)
        XCTAssertEqual(
            found,
            [
                "name": .nameNotFound, "refused": .connection, "tls": .tls, "silent": .timedOut, "short": .truncated,
                "short-chunk": .truncated, "closed": .truncated, "garbage": .other, "huge": .tooLarge,
            ])
    }
}

/// The exchanges that were seen, in order.
final class Seen: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [ObservedExchange] = []

    var exchanges: [ObservedExchange] { lock.withLock { all } }

    func put(_ exchange: ObservedExchange) {
        lock.withLock { all.append(exchange) }
    }
}

/// A transport that does one thing after the other, each of which takes a quarter of a second of the clock.
private actor Scripted: Transport {
    private let clock: TestClock
    private var answers: [Result<Response, any Error>]

    init(_ clock: TestClock, _ answers: [Result<Response, any Error>]) {
        self.clock = clock
        self.answers = answers
    }

    func send(_ request: Request) async throws -> Response {
        await clock.sleep(untilMillis: clock.now().monotonicMillis + 250)
        return try answers.removeFirst().get()
    }
}

/// A transport that asks another page, whatever the flow asks for.
private struct Redirected: Transport {
    let url: String

    func send(_ request: Request) async throws -> Response {
        let other = Request(method: .get, url: url, headers: [], body: Redacted(Data()))
        return try await URLSessionTransport(timeout: 3600).send(other)
    }
}
