import Foundation

/// Status and whole body of an answer, and the seconds of its `Retry-After` header, if it has one.
public struct Response: Sendable {
    public let status: UInt16
    public let body: SecretBytes
    public let retryAfter: TimeInterval?

    public init(status: UInt16, body: SecretBytes, retryAfter: TimeInterval? = nil) {
        self.status = status
        self.body = body
        self.retryAfter = retryAfter
    }
}

/// Sends requests; a test, or an application with an HTTP library of its own, brings another.
public protocol Transport: Sendable {
    /// Every status is an answer, redirects included; a body that breaks off is none.
    ///
    /// Throws if there is no whole answer, `URLError.dataLengthExceedsMaximum` if it is longer than the limit; a task that is cancelled gets its error at once.
    func send(_ request: Request) async throws -> Response
}
