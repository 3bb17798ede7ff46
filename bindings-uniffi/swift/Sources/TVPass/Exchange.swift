import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Statuses whose bodies say nothing: that of a 304 does not come, and Linux drops that of a redirect that leads nowhere.
private let redirects = 300..<400

/// One request under way: it ends once, whoever ends it.
final class Exchange: @unchecked Sendable {
    typealias Outcome = Result<(HTTPURLResponse, Data), any Error>

    private let lock = NSLock()
    private let task: URLSessionDataTask
    private let longestBody: UInt64
    private var body = Data()
    private var ended: Outcome?
    private var waiting: CheckedContinuation<(HTTPURLResponse, Data), any Error>?

    init(_ task: URLSessionDataTask, longestBody: UInt64) {
        self.task = task
        self.longestBody = longestBody
    }

    /// Sends the request and waits for the end.
    func outcome() async throws -> (HTTPURLResponse, Data) {
        try await withCheckedThrowingContinuation { continuation in
            let ended = lock.withLock {
                if self.ended == nil { waiting = continuation }
                return self.ended
            }
            if let ended {
                continuation.resume(with: ended)
            } else {
                task.resume()
            }
        }
    }

    func end(_ outcome: Outcome) {
        let waiting = lock.withLock {
            guard ended == nil else { return nil as CheckedContinuation<(HTTPURLResponse, Data), any Error>? }
            ended = outcome
            defer { self.waiting = nil }
            return self.waiting
        }
        task.cancel()
        waiting?.resume(with: outcome)
    }

    func add(_ data: Data) {
        let isTooLong = lock.withLock {
            body.append(data)
            return UInt64(body.count) > longestBody
        }
        if isTooLong {
            end(.failure(URLError(.dataLengthExceedsMaximum)))
        }
    }

    /// The session's last word.
    func complete(_ error: (any Error)?) {
        let body = lock.withLock { self.body }
        guard error == nil, let response = task.response as? HTTPURLResponse else {
            return end(.failure(error.map(named) ?? URLError(.badServerResponse)))
        }
        let isEncoded = response.value(forHTTPHeaderField: "Content-Encoding") != nil
        let stated = isEncoded || redirects.contains(response.statusCode) ? -1 : response.expectedContentLength
        let isWhole = stated < 0 || stated == Int64(body.count)
        end(isWhole ? .success((response, body)) : .failure(URLError(.networkConnectionLost)))
    }
}

extension Exchange {
    /// The error by the code that it has on Apple's platforms: Foundation on Linux has none for a connection that ends early, or
    /// without TLS.
    private func named(_ error: any Error) -> any Error {
        #if canImport(FoundationNetworking)
        guard let error = error as? URLError else { return error }
        switch error.code {
        case .unknown where task.response != nil, .badServerResponse:
            return URLError(.networkConnectionLost, userInfo: error.userInfo)
        case .unknown where task.originalRequest?.url?.scheme == "https":
            return URLError(.secureConnectionFailed, userInfo: error.userInfo)
        default: return error
        }
        #else
        return error
        #endif
    }
}

/// The requests under way. A session asks about redirects on every platform only if it has a delegate and its tasks have no
/// completion handler.
final class Exchanges: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    private let lock = NSLock()
    private var exchanges: [Int: Exchange] = [:]

    func begin(_ task: URLSessionDataTask, longestBody: UInt64) -> Exchange {
        let exchange = Exchange(task, longestBody: longestBody)
        lock.withLock { exchanges[task.taskIdentifier] = exchange }
        return exchange
    }

    func urlSession(_: URLSession, dataTask task: URLSessionDataTask, didReceive data: Data) {
        lock.withLock { exchanges[task.taskIdentifier] }?.add(data)
    }

    func urlSession(_: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        lock.withLock { exchanges.removeValue(forKey: task.taskIdentifier) }?.complete(error)
    }

    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
        newRequest _: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
