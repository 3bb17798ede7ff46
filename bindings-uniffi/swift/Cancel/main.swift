import Dispatch
import Foundation
import TVPass

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

// The time from the wish to end a flow to its end, while the server that the argument names holds its answer: prints the
// nanoseconds of the middle round and of the slowest.

let rounds = 100
let server = CommandLine.arguments[1]

/// Sends each request to the path that gives no answer.
struct Held: Transport {
    let transport = URLSessionTransport()
    let name: String

    func send(_ request: Request) async throws -> Response {
        let url = "\(server)/silent?\(name)"
        return try await transport.send(
            Request(method: request.method, url: url, headers: request.headers, body: request.body))
    }
}

func cancel(_ name: String) async throws -> UInt64 {
    let settings = ClientSettings(
        baseUrl: server, serviceProvider: "REF30", softwareStatement: Redacted("statement"),
        headers: Headers(
            sender: .streamingDevice, apDeviceIdentifier: try deviceIdentifierHeader(id: Redacted(Data("cellar".utf8))),
            xDeviceInfo: Redacted("e30=")))
    let installation = try Installation(settings: settings)
    let driver = Driver(installation: installation, transport: Held(name: name)) { _ in }
    let run = Task { try await driver.run(.registration(installation: installation)) { _ in nil } }
    // The server replies as soon as it has the request of this name.
    let begun = Request(method: .get, url: "\(server)/begun?\(name)", headers: [], body: Redacted(Data()))
    _ = try await URLSessionTransport().send(begun)
    let start = DispatchTime.now().uptimeNanoseconds
    run.cancel()
    let outcome = await run.result
    let took = DispatchTime.now().uptimeNanoseconds - start
    guard case .failure(let error) = outcome, error is CancellationError else { fatalError("\(outcome)") }
    return took
}

var took: [UInt64] = []
for number in 0..<rounds { took.append(try await cancel("swift-\(number)")) }
took.sort()
print("swift\tTask.cancel\t\(took[rounds / 2])\t\(took[rounds - 1])")
