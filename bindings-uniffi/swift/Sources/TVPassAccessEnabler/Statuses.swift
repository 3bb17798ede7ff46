import TVPass

/// For reasons that the old interface had no code for.
private let internalError = "500"

func advancedStatus(_ id: String, level: String, message: String, resource: String? = nil) -> [String: String] {
    var status = ["errorId": id, "level": level, "message": message]
    status["resource"] = resource
    return status
}

extension TvpassError {
    func advancedStatus(resource: String? = nil) -> [String: String] {
        TVPassAccessEnabler.advancedStatus(
            advancedCode(reason), level: "Error", message: explanation, resource: resource)
    }
}

extension EnhancedError {
    func advancedStatus(resource: String) -> [String: String] {
        TVPassAccessEnabler.advancedStatus(advancedCode(code), level: "Warning", message: words, resource: resource)
    }

    /// The service's words for people.
    var words: String {
        [message, details].compactMap { $0 }.joined(separator: " ")
    }
}

/// The code of an SDK for what stopped a flow.
func advancedCode(_ reason: Reason) -> String {
    switch reason {
    case .service(_, let error): advancedCode(error.code)
    case .registration(_, let code): advancedCode(code.wire())
    case .notApi: advancedCode("not_api")
    case .noResponse: advancedCode("no_response")
    case .throttled: advancedCode("throttled")
    case .notSignedIn: advancedCode("not_signed_in")
    default: internalError
    }
}

private func advancedCode(_ key: String?) -> String {
    key.flatMap { advancedCodes[$0] } ?? internalError
}
