import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Requests over `URLSession`. Redirects are answers, and nothing is cached.
public final class URLSessionTransport: Transport {
    private let session: URLSession
    private let exchanges = Exchanges()
    private let timeout: TimeInterval
    private let longestBody: UInt64

    /// `timeout` is in seconds, and for a whole exchange; `longestBody` is in bytes, and more than any answer of the service.
    public init(
        configuration: URLSessionConfiguration = .ephemeral, timeout: TimeInterval = 30,
        longestBody: UInt64 = 16 * 1024 * 1024
    ) {
        configuration.urlCache = nil
        configuration.urlCredentialStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpShouldSetCookies = false
        configuration.timeoutIntervalForRequest = timeout
        configuration.timeoutIntervalForResource = timeout
        self.timeout = timeout
        self.longestBody = longestBody
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    public func send(_ request: Request) async throws -> Response {
        guard let request = URLRequest(request) else { throw URLError(.badURL) }
        let (response, body) = try await exchange(request)
        guard let status = UInt16(exactly: response.statusCode) else { throw URLError(.badServerResponse) }
        let delay = response.value(forHTTPHeaderField: "Retry-After").flatMap(Self.seconds)
        return Response(status: status, body: Redacted(body), retryAfter: delay)
    }

    /// The delay of a `Retry-After` header, in either of its forms.
    static func seconds(_ text: String) -> TimeInterval? {
        if let seconds = UInt32(text.trimmingCharacters(in: .whitespaces)) { return TimeInterval(seconds) }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text).map { max(0, $0.timeIntervalSinceNow) }
    }

    func exchange(_ request: URLRequest) async throws -> (HTTPURLResponse, Data) {
        let task = session.dataTask(with: request)
        let exchange = exchanges.begin(task, longestBody: longestBody)
        // Not every platform ends a resource whose bytes come slowly.
        let deadline = Task { [timeout] in
            try await Task.sleep(nanoseconds: UInt64(timeout * 1_000_000_000))
            exchange.end(.failure(URLError(.timedOut)))
        }
        defer { deadline.cancel() }
        return try await withTaskCancellationHandler {
            try await exchange.outcome()
        } onCancel: {
            exchange.end(.failure(CancellationError()))
        }
    }
}

extension URLRequest {
    init?(_ request: Request) {
        guard let url = URL(string: request.url) else { return nil }
        self.init(url: url)
        httpMethod = request.method.wire()
        for header in request.headers {
            setValue(header.value.reveal(), forHTTPHeaderField: header.name)
        }
        let body = request.body.reveal()
        httpBody = body.isEmpty ? nil : body
    }
}
