import Foundation

extension TvpassError: LocalizedError {
    /// The fault.
    public var reason: Reason {
        parts.0
    }

    /// The same in words, for a log.
    public var explanation: String {
        parts.1
    }

    /// The text of `localizedDescription`.
    public var errorDescription: String? {
        explanation
    }

    private var parts: (Reason, String) {
        switch self {
        case .Viewer(let reason, let explanation), .Network(let reason, let explanation),
            .Service(let reason, let explanation), .ServiceProvider(let reason, let explanation),
            .Configuration(let reason, let explanation), .Integrator(let reason, let explanation):
            (reason, explanation)
        }
    }
}
