import Foundation
import TVPass

// Memory of many flows: prints the resident kilobytes after the first tenth of them, and after all.

let flows = 100_000

/// A service at which the viewer is signed in.
struct Recorded: Transport {
    static let profile = """
        {"profiles": {"Cablevision": {"notBefore": 1, "notAfter": 4102444800000, "issuer": "Cablevision",
         "type": "regular", "attributes": {"userID": {"value": "viewer", "state": "plain"}}}}}
        """

    func send(_ request: Request) async throws -> Response {
        if request.url.hasSuffix("/o/client/register") {
            return Self.answer(201, #"{"client_id": "id", "client_secret": "secret"}"#)
        }
        if request.url.hasSuffix("/o/client/token") {
            return Self.answer(201, #"{"access_token": "token", "created_at": 1, "expires_in": 4102444800}"#)
        }
        return Self.answer(200, Self.profile)
    }

    static func answer(_ status: UInt16, _ text: String) -> Response {
        Response(status: status, body: Redacted(Data(text.utf8)))
    }
}

/// Time that passes only when a flow waits for it.
final class Passing: FlowClock, @unchecked Sendable {
    private let lock = NSLock()
    private var millis: UInt64 = 0

    func now() -> Now {
        lock.withLock { Now(monotonicMillis: millis, unix: Date(timeIntervalSince1970: 1_767_225_600), random: 7) }
    }

    func sleep(untilMillis: UInt64) async {
        lock.withLock { millis = max(millis, untilMillis) }
    }
}

func resident() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
}

let settings = ClientSettings(
    baseUrl: "http://127.0.0.1:1", serviceProvider: "REF30", softwareStatement: Redacted("statement"),
    headers: Headers(
        sender: .streamingDevice, apDeviceIdentifier: try deviceIdentifierHeader(id: Redacted(Data("cellar".utf8))),
        xDeviceInfo: Redacted("e30=")))
let installation = try Installation(settings: settings)
let driver = Driver(installation: installation, transport: Recorded(), clock: Passing()) { _ in }
for number in 1...flows {
    let flow = AuthFlow.signIn(installation: installation, options: SignInOptions(mvpd: "Cablevision"))
    let outcome = try await driver.run(flow) { _ in .cancel }
    guard case .signedIn = outcome else { fatalError("\(outcome)") }
    if number == flows / 10 || number == flows { print("\(number)\t\(try resident())") }
}
