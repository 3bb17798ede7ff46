import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension TransportFailure {
    /// The kind of what a transport throws.
    public init(_ error: any Error) {
        if error is CancellationError {
            self = .cancelled
            return
        }
        self =
            switch (error as? URLError)?.code {
            case .cannotFindHost, .dnsLookupFailed: .nameNotFound
            case .cannotConnectToHost, .notConnectedToInternet: .connection
            case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
                .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid, .clientCertificateRejected,
                .clientCertificateRequired:
                .tls
            case .timedOut: .timedOut
            case .networkConnectionLost: .truncated
            case .dataLengthExceedsMaximum: .tooLarge
            case .cancelled: .cancelled
            default: .other
            }
    }
}
