import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import TVPass

/// The contract of transports, over real sockets.
final class TransportTests: XCTestCase {
    /// No test waits so long, in seconds.
    private static let forever: TimeInterval = 3600
    private static let withoutBody: Set<UInt16> = [204, 205, 304]

    private func send(
        _ url: String, _ method: TVPass.Method = .get, _ body: String = "",
        over transport: URLSessionTransport = URLSessionTransport(timeout: forever)
    ) async throws -> (UInt16, String) {
        let header = Header(name: "Content-Type", value: Redacted("text/plain"))
        let request = Request(method: method, url: url, headers: [header], body: Redacted(Data(body.utf8)))
        let response = try await transport.send(request)
        return (response.status, String(decoding: response.body.reveal(), as: UTF8.self))
    }

    private func assertFails(_ url: String, over transport: URLSessionTransport, line: UInt = #line) async -> URLError? {
        do {
            let (status, _) = try await send(url, over: transport)
            XCTFail("\(url) is answered: \(status)", line: line)
            return nil
        } catch {
            XCTAssertTrue(error is URLError, "\(error)", line: line)
            return error as? URLError
        }
    }

    func testStatusAndBodyOfEveryStatusComeThrough() async throws {
        let wire = try Service.wire()
        let transport = URLSessionTransport(timeout: Self.forever)
        for method in [TVPass.Method.get, .post] {
            let body = method == .post ? "grant_type=client_credentials" : ""
            for status in UInt16(200)...599 {
                let url = "\(wire.baseUrl)/status/\(status)"
                guard let (told, text) = try? await send(url, method, body, over: transport) else {
                    XCTFail("\(method) \(status) has no answer")
                    continue
                }
                let expected = Self.withoutBody.contains(status) ? "" : "\(method.wire()) \(status) \(body.utf8.count)"
                // Foundation on Linux drops the body of a redirect that leads nowhere.
                let isDropped = (300..<400).contains(status) && text.isEmpty
                XCTAssertEqual([String(told), isDropped ? expected : text], [String(status), expected])
            }
        }
    }

    func testAnAnswerThatAsksForCredentialsKeepsItsBody() async throws {
        let wire = try Service.wire()
        for status in [401, 407] {
            let (told, text) = try await send("\(wire.baseUrl)/challenge/\(status)", .post, "a=b")
            XCTAssertEqual([String(told), text], [String(status), "POST \(status) 3"])
        }
    }

    func testARedirectIsAnAnswer() async throws {
        let wire = try Service.wire()
        for status in [301, 302, 303, 307, 308] {
            let (told, text) = try await send("\(wire.baseUrl)/redirect/\(status)", .post, "a=b")
            XCTAssertEqual([String(told), text], [String(status), "POST \(status) 3"])
        }
    }

    func testAnAnswerThatBreaksOffIsNone() async throws {
        let wire = try Service.wire()
        for path in ["short", "short-chunk", "closed", "garbage"] {
            _ = await assertFails("\(wire.baseUrl)/\(path)", over: URLSessionTransport(timeout: Self.forever))
        }
    }

    func testABodyThatIsLongerThanTheLimitIsNone() async throws {
        let wire = try Service.wire()
        for path in ["endless", "huge"] {
            let transport = URLSessionTransport(timeout: Self.forever, longestBody: 100_000)
            let error = await assertFails("\(wire.baseUrl)/\(path)?\(path)", over: transport)
            XCTAssertEqual(error?.code, .dataLengthExceedsMaximum)
            _ = try await send("\(wire.baseUrl)/abandoned?\(path)")
        }
    }

    func testOneDeadlineHoldsForTheWholeExchange() async throws {
        let wire = try Service.wire()
        for path in ["drip", "drip-head", "silent"] {
            let error = await assertFails("\(wire.baseUrl)/\(path)", over: URLSessionTransport(timeout: 0.2))
            XCTAssertEqual(error?.code, .timedOut)
        }
    }

    func testACancelledExchangeEndsAndItsConnectionWithIt() async throws {
        let wire = try Service.wire()
        for path in ["drip", "drip-head", "silent"] {
            let url = "\(wire.baseUrl)/\(path)?cancelled-\(path)"
            let request = Request(method: .get, url: url, headers: [], body: Redacted(Data()))
            let transport = URLSessionTransport(timeout: Self.forever)
            let exchange = Task { try await transport.send(request).status }
            _ = try await send("\(wire.baseUrl)/begun?cancelled-\(path)")
            exchange.cancel()
            let outcome = await exchange.result
            XCTAssertThrowsError(try outcome.get()) { XCTAssertTrue($0 is CancellationError) }
            _ = try await send("\(wire.baseUrl)/abandoned?cancelled-\(path)")
        }
    }

    func testARefusedConnectionAndAFailureOfTlsAreTold() async throws {
        let wire = try Service.wire()
        let transport = URLSessionTransport(timeout: Self.forever)
        let refused = await assertFails("http://127.0.0.1:1/", over: transport)
        XCTAssertEqual(refused?.code, .cannotConnectToHost)
        let url = wire.baseUrl.replacingOccurrences(of: "http:", with: "https:")
        _ = await assertFails(url, over: transport)
    }
}
