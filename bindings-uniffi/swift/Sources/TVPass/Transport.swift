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

    public init(configuration: URLSessionConfiguration = .ephemeral) {
        configuration.urlCache = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
    }

    deinit {
        session.finishTasksAndInvalidate()
    }

    public func send(_ request: Request) async -> Input {
        guard let request = URLRequest(request) else { return .noAnswer }
        return await withCheckedContinuation { continuation in
            let task = session.dataTask(with: request) { body, response, _ in
                guard let body, let response = response as? HTTPURLResponse,
                    let status = UInt16(exactly: response.statusCode)
                else {
                    return continuation.resume(returning: .noAnswer)
                }
                continuation.resume(returning: .answer(httpStatus: status, body: Redacted(body)))
            }
            task.resume()
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

private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _: URLSession, task _: URLSessionTask, willPerformHTTPRedirection _: HTTPURLResponse,
        newRequest _: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
