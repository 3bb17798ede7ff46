import Foundation
import XCTest

@testable import TVPass
@testable import TVPassAccessEnabler

/// An application as it was written for the SDK: it notes each callback, chooses a provider, and opens pages.
@MainActor
final class OldApplication: EntitlementDelegate {
    let enabler: AccessEnabler
    private let chosen: String?
    private let calls: AsyncStream<String>
    private let note: AsyncStream<String>.Continuation
    private(set) var statuses: [[String: String]] = []
    private(set) var pages: [String] = []
    private(set) var metadata: Any?
    /// The viewer at another device.
    var whenToldCode: (@MainActor (String) async throws -> Void)?

    init(_ setup: AccessEnablerSetup, chosen: String? = "Cablevision") {
        enabler = AccessEnabler(setup)
        self.chosen = chosen
        (calls, note) = AsyncStream<String>.makeStream()
        enabler.delegate = self
    }

    /// The next callback that is no question.
    func next() async -> String? {
        for await call in calls {
            return call
        }
        return nil
    }

    func setRequestorComplete(_ status: Int32) {
        note.yield("setRequestorComplete \(status)")
    }

    func displayProviderDialog(_ mvpds: [MVPD]) {
        XCTAssertTrue(chosen == nil || mvpds.contains { $0.ID == chosen })
        enabler.setSelectedProvider(chosen)
    }

    func navigate(toUrl url: String) {
        pages.append(url)
        Task {
            do {
                if url.contains("/authenticate/") {
                    try await signInAsPerson(url)
                } else {
                    _ = try await Page.fetch(url)
                }
            } catch {
                XCTFail("\(error)")
            }
            enabler.handleExternalURL("https://adobe.com")
        }
    }

    func setAuthenticationStatus(_ status: Int32, errorCode code: String) {
        note.yield("setAuthenticationStatus \(status) \(code)")
    }

    func setToken(_ token: String, forResource resource: String) {
        XCTAssertFalse(token.isEmpty)
        note.yield("setToken \(resource)")
    }

    func tokenRequestFailed(_ resource: String, errorCode code: String, errorDescription _: String) {
        note.yield("tokenRequestFailed \(resource) \(code)")
    }

    func preauthorizedResources(_ resources: [String]) {
        note.yield("preauthorizedResources \(resources.joined(separator: ","))")
    }

    func selectedProvider(_ mvpd: MVPD?) {
        note.yield("selectedProvider \(mvpd?.ID ?? "none")")
    }

    func setMetadataStatus(
        _ metadata: Any?, encrypted _: Bool, forKey key: Int32, andArguments _: [String: any Sendable]
    ) {
        self.metadata = metadata
        note.yield("setMetadataStatus \(key)")
    }

    func status(_ statusDictionary: [String: String]) {
        statuses.append(statusDictionary)
        guard let whenToldCode, let code = statusDictionary["message"] else { return }
        Task {
            do {
                try await whenToldCode(code)
            } catch {
                XCTFail("\(error)")
            }
        }
    }
}
