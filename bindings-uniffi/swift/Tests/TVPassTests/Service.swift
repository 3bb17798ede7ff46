import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import TVPass

/// A service that runs as a process of its own while a test needs it.
final class Service {
    let baseUrl: String
    private let process = Process()

    static func standIn(_ arguments: String...) throws -> Service {
        try Service("TVPASS_STAND_IN", ["--port", "0"] + arguments)
    }

    static func simulator(_ arguments: String...) throws -> Service {
        try Service("TVPASS_SIMULATOR", ["--port", "0", "--no-throttle"] + arguments)
    }

    /// The server whose paths say which bytes come.
    static func wire() throws -> Service {
        try Service("TVPASS_WIRE", [])
    }

    /// The program that an environment variable names; its base URL is the first that it prints.
    private init(_ variable: String, _ arguments: [String]) throws {
        let path = try XCTUnwrap(
            ProcessInfo.processInfo.environment[variable], "`cargo xtask test swift` sets \(variable)")
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        var printed = ""
        while !printed.contains("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            printed += String(decoding: data, as: UTF8.self)
        }
        baseUrl = try XCTUnwrap(
            printed.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("http://") }.map(String.init))
    }

    deinit {
        // A process that a task started has its thread's blocked signals, of which the polite one to end is one.
        kill(process.processIdentifier, SIGKILL)
    }

    /// The requests that the stand-in saw.
    func report() async throws -> Case {
        let text = try await Page.fetch("\(baseUrl)/report").text
        let members = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return Case(file: "report", members: try XCTUnwrap(members))
    }
}

/// A page as a browser gets it.
struct Page {
    let status: Int
    let location: String?
    let cookie: String?
    let text: String

    static func fetch(_ url: String, form: String? = nil, cookie: String? = nil) async throws -> Page {
        var headers: [Header] = []
        if let cookie { headers.append(Header(name: "Cookie", value: Redacted(cookie))) }
        if form != nil {
            headers.append(Header(name: "Content-Type", value: Redacted("application/x-www-form-urlencoded")))
        }
        let request = Request(
            method: form == nil ? .get : .post, url: url, headers: headers, body: Redacted(Data((form ?? "").utf8)))
        // The transport keeps no cookies, and shows where a page leads in place of following it.
        let (response, body) = try await URLSessionTransport().exchange(try XCTUnwrap(URLRequest(request)))
        let cookie = response.value(forHTTPHeaderField: "Set-Cookie")?.split(separator: ";").first
        return Page(
            status: response.statusCode, location: response.value(forHTTPHeaderField: "Location"),
            cookie: cookie.map(String.init), text: String(decoding: body, as: UTF8.self))
    }
}

/// Opens the page as a browser, follows to the provider's login, and signs in.
func signInAsPerson(_ authenticateUrl: String?) async throws {
    let url = try XCTUnwrap(authenticateUrl)
    let origin = try XCTUnwrap(url.components(separatedBy: "/api/").first)
    let first = try await Page.fetch(url)
    let login = try await Page.fetch(origin + XCTUnwrap(first.location), cookie: first.cookie)
    let action = try XCTUnwrap(login.text.components(separatedBy: "<form action=\"").last?.components(separatedBy: "\"").first)
    let target = action.replacingOccurrences(of: "&#38;", with: "&").replacingOccurrences(of: "&amp;", with: "&")
    let form = "username=viewer&password=password&action=login"
    let done = try await Page.fetch(origin + target, form: form, cookie: first.cookie)
    XCTAssertEqual([String(done.status), done.location], ["302", "https://adobe.com"])
}

/// Time that passes only when a flow waits for it.
final class TestClock: FlowClock, @unchecked Sendable {
    private let lock = NSLock()
    private var millis: UInt64 = 5000
    private let onSleep: @Sendable () async -> Void

    init(onSleep: @escaping @Sendable () async -> Void = {}) {
        self.onSleep = onSleep
    }

    func now() -> Now {
        lock.withLock {
            Now(monotonicMillis: millis, unix: Date(millisecondsSince1970: 1_767_225_600_000 + Int64(millis)), random: 7)
        }
    }

    func sleep(untilMillis: UInt64) async {
        lock.withLock { millis = max(millis, untilMillis) }
        await onSleep()
    }

    /// Time passes.
    func pass(millis: UInt64) {
        lock.withLock { self.millis += millis }
    }
}

struct Television: Device {
    var identifier = Data("living room".utf8)
    let info = DeviceInfo(
        model: "TV 5th Gen", version: "5", osName: .tvOs, osVersion: "11.0", connectionType: "WiFi")
}

func settings(
    _ baseUrl: String, _ softwareStatement: String, _ device: any Device = Television()
) throws -> ClientSettings {
    ClientSettings(
        baseUrl: baseUrl, serviceProvider: "REF30", softwareStatement: Redacted(softwareStatement),
        headers: try Headers(of: device))
}

extension Driver {
    /// A sign-in as televisions do it.
    func signIn(_ mvpd: String? = nil, place: SignInPlace = .otherDevice) -> AuthFlow {
        let options = SignInOptions(
            mvpd: mvpd, domainName: "adobe.com", redirectUrl: "https://adobe.com", place: place)
        return .signIn(installation: installation, options: options)
    }
}

/// The saved forms of an installation.
final class Saved: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [SecretBytes] = []

    var last: SecretBytes? { lock.withLock { all.last } }

    func put(_ bytes: SecretBytes) {
        lock.withLock { all.append(bytes) }
    }

    func clear() {
        lock.withLock { all = [] }
    }
}
