import Foundation

/// The list of providers, kept for a few minutes: it changes seldom, is long, and is asked for by each picker (R23).
final class ConfigurationCache: @unchecked Sendable {
    private struct Kept {
        let request: Request
        let response: Response
        let atMillis: UInt64
    }

    private let lock = NSLock()
    private let lifeMillis: UInt64
    private var kept: Kept?

    init(life: TimeInterval) {
        lifeMillis = UInt64(max(0, life * 1000))
    }

    /// The answer to the same question, if it is young enough by the clock of `Now.monotonicMillis`.
    func find(_ request: Request, nowMillis: UInt64) -> Response? {
        guard let kept = lock.withLock({ kept }), nowMillis - kept.atMillis < lifeMillis else { return nil }
        return Self.isSame(kept.request, request) ? kept.response : nil
    }

    /// Keeps the answer, if it is a list of providers.
    func keep(_ request: Request, _ response: Response, nowMillis: UInt64) {
        guard Self.isForConfiguration(request), response.status == 200 else { return }
        lock.withLock { kept = Kept(request: request, response: response, atMillis: nowMillis) }
    }

    func forget() {
        lock.withLock { kept = nil }
    }

    /// The address ends as the endpoint's: `/api/v2/{serviceProvider}/configuration`.
    static func isForConfiguration(_ request: Request) -> Bool {
        let segments = request.url.split(separator: "/", omittingEmptySubsequences: false).suffix(3)
        return request.method == .get && segments.first == "v2" && segments.last == "configuration"
    }

    /// The list may depend on the device and its platform, but not on the access token.
    private static func isSame(_ one: Request, _ other: Request) -> Bool {
        one.url == other.url && withoutToken(one) == withoutToken(other)
    }

    private static func withoutToken(_ request: Request) -> [Header] {
        request.headers.filter { $0.name != "Authorization" }
    }
}
