import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests; a test brings its own.
public protocol Transport: Sendable {
    /// `Input.answer`, or `Input.noAnswer` if there is none.
    func send(_ request: Request) async -> Input
}

/// Requests over `URLSession`. Redirects are answers, and nothing is cached.
public final class URLSessionTransport: Transport {
    private let session: URLSession
    private let exchanges = Exchanges()

    public init(configuration: URLSessionConfiguration = .ephemeral) {
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    public func send(_ request: Request) async -> Input {
        guard let request = URLRequest(request), let (response, body) = await exchange(request),
            let status = UInt16(exactly: response.statusCode)
        else { return .noAnswer }
        return .answer(httpStatus: status, body: Redacted(body))
    }

    func exchange(_ request: URLRequest) async -> (HTTPURLResponse, Data)? {
        let task = session.dataTask(with: request)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                exchanges.begin(task) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            task.cancel()
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

/// The answers that are under way. A session asks about redirects on every platform only if it has a delegate and its
/// tasks have no completion handler.
private final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private struct Exchange {
        var body = Data()
        let end: ((HTTPURLResponse, Data)?) -> Void
    }

    private let lock = NSLock()
    private var exchanges: [Int: Exchange] = [:]

    func begin(_ task: URLSessionDataTask, end: @escaping ((HTTPURLResponse, Data)?) -> Void) {
        lock.withLock { exchanges[task.taskIdentifier] = Exchange(end: end) }
        task.resume()
    }

    func urlSession(_: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        lock.withLock { exchanges[task.taskIdentifier]?.body.append(data) }
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = lock.withLock({ exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        let response = error == nil ? task.response as? HTTPURLResponse : nil
        exchange.end(response.map { ($0, exchange.body) })
    }

    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
        newRequest _: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
