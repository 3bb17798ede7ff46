import Foundation
import XCTest

@testable import TVPass

/// `responses/` and `sso/responses/`: status and body to values, or to who must act instead.
final class ResponseTests: XCTestCase {
    func testEveryResponseMeansWhatItsVectorSays() throws {
        for vector in try Vectors.cases("responses") + Vectors.cases("sso/responses") {
            let status = try XCTUnwrap(vector.number("status").flatMap(UInt16.init(exactly:)))
            do {
                vector.expect("answer", try decode(vector, status, Redacted(vector.bytes("body"))))
            } catch let error as TvpassError {
                vector.expect("failure", error.inVectors)
            }
        }
    }

    private func decode(_ vector: Case, _ status: UInt16, _ body: SecretBytes) throws -> Any {
        switch vector.text("endpoint") {
        case "register": return neutral(try decodeClientCredentials(httpStatus: status, body: body) as Any)
        case "token": return neutral(try decodeAccessToken(httpStatus: status, body: body) as Any)
        case "configuration": return neutral(try decodeConfiguration(httpStatus: status, body: body) as Any)
        case "create_session", "resume_session", "partner_request":
            return neutral(try decodeSession(httpStatus: status, body: body) as Any)
        case "session_info": return neutral(try decodeSessionDetails(httpStatus: status, body: body) as Any)
        case "profiles", "profile_mvpd", "profile_code", "partner_profile":
            return ["profiles": neutral(try decodeProfiles(httpStatus: status, body: body) as Any)]
        case "preauthorize", "authorize":
            return ["decisions": neutral(try decodeDecisions(httpStatus: status, body: body) as Any)]
        case "logout": return ["logouts": neutral(try decodeLogouts(httpStatus: status, body: body) as Any)]
        case "sso_token", "sso_refresh": return neutral(try decodeServiceToken(httpStatus: status, body: body) as Any)
        case "sso_link": return neutral(try decodeLinkCode(httpStatus: status, body: body) as Any)
        case "sso_unlink":
            return ["unlinkedDevices": neutral(try decodeUnlinkedDevices(httpStatus: status, body: body) as Any)]
        case "sso_list": return ["devices": neutral(try decodeLinkedDevices(httpStatus: status, body: body) as Any)]
        default: throw UnknownEndpoint(name: vector.name)
        }
    }

    func testAnErrorSaysByItsCaseWhoMustAct() {
        func error(_ status: UInt16, _ body: String) -> TvpassError? {
            refusal(body) { try decodeProfiles(httpStatus: status, body: Redacted(Data(body.utf8))) }
        }
        let expired = #"{"action": "authentication", "code": "authenticated_profile_expired"}"#
        guard case .Viewer = error(403, expired) else { return XCTFail("the viewer") }
        guard case .Service = error(429, "<html>") else { return XCTFail("the service") }
        guard case .Network(_, let explanation) = error(502, "<html>") else { return XCTFail("the network") }
        XCTAssertEqual(explanation, "the response is not from the API (HTTP 502): a proxy or captive portal?")
    }
}
