import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import TVPass

/// Headers that a device learns while a flow is under way, such as a token of its platform.
final class ChangingHeaderTests: XCTestCase {
    func testHeadersChangeBetweenRequests() async throws {
        let installation = try Installation(settings: settings("http://127.0.0.1:1", "stand.in.statement"))
        try installation.setHeaders(headers: headers("first"))
        let transport = Learning(installation, try headers("second"))
        let driver = Driver(installation: installation, transport: transport, clock: TestClock()) { _ in }
        _ = try? await driver.run(.registration(installation: installation)) { _ in nil }
        XCTAssertEqual(transport.agents, ["first", "second", "second"])
    }
}

private func headers(_ agent: String) throws -> Headers {
    let made = try Headers(of: Television())
    return Headers(
        sender: made.sender, apDeviceIdentifier: made.apDeviceIdentifier, xDeviceInfo: made.xDeviceInfo,
        userAgent: Redacted(agent))
}

/// Answers nothing, and has new headers from the first request on.
private final class Learning: Transport, @unchecked Sendable {
    private let lock = NSLock()
    private let installation: Installation
    private let learnt: Headers
    private var seen: [String] = []

    init(_ installation: Installation, _ learnt: Headers) {
        (self.installation, self.learnt) = (installation, learnt)
    }

    var agents: [String] {
        lock.lock()
        defer { lock.unlock() }
        return seen
    }

    func send(_ request: Request) async throws -> Response {
        note(request.headers.filter { $0.name == "User-Agent" }.map { $0.value.reveal() })
        try installation.setHeaders(headers: learnt)
        throw URLError(.unknown)
    }

    private func note(_ agents: [String]) {
        lock.lock()
        defer { lock.unlock() }
        seen += agents
    }
}
