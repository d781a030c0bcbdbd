namespace Terreau.Web.Data.Migrations;

/// <summary>What was decided before there were states and rulings, said in them; the same words for both databases.</summary>
internal static class AnswersAsRulings
{
    public const string Sql = """
        UPDATE "JoinRequests" SET "State" = CASE WHEN "DecidedAt" IS NULL THEN 'Waiting' WHEN "IsAccepted" THEN 'Accepted' ELSE 'Refused' END;
        UPDATE "Amendments" SET "State" = CASE WHEN "DecidedAt" IS NULL THEN 'Waiting' WHEN "IsAccepted" THEN 'Accepted' ELSE 'Refused' END;
        UPDATE "ErrorReports" SET "State" = CASE WHEN "ClosedAt" IS NULL THEN 'Waiting' ELSE 'Accepted' END;
        UPDATE "Invitations" SET "State" = CASE WHEN "WithdrawnAt" IS NOT NULL THEN 'Withdrawn' WHEN "UsedAt" IS NOT NULL THEN 'Accepted' ELSE 'Open' END;
        UPDATE "Invitations" SET "WithdrawnAt" = COALESCE("WithdrawnAt", "UsedAt");
        INSERT INTO "Rulings" ("Id", "Subject", "SubjectId", "Verb", "State", "By", "At", "Why")
        SELECT old."Id", old."Subject", old."Id", old."Verb", old."State",
            COALESCE((SELECT line."Who" FROM "Journal" AS line
                WHERE line."Subject" = old."Subject" AND line."SubjectId" = old."Id" AND line."At" = old."At" ORDER BY line."Id" LIMIT 1), 'programme'),
            old."At", old."Why"
        FROM (
            SELECT "Id", 'JoinRequest' AS "Subject", CASE "State" WHEN 'Accepted' THEN 'Accept' ELSE 'Refuse' END AS "Verb", "State", "DecidedAt" AS "At", "Reason" AS "Why"
            FROM "JoinRequests" WHERE "DecidedAt" IS NOT NULL
            UNION ALL SELECT "Id", 'Amendment', CASE "State" WHEN 'Accepted' THEN 'Accept' ELSE 'Refuse' END, "State", "DecidedAt", "Reason"
            FROM "Amendments" WHERE "DecidedAt" IS NOT NULL
            UNION ALL SELECT "Id", 'ErrorReport', 'Close', "State", "ClosedAt", NULL FROM "ErrorReports" WHERE "ClosedAt" IS NOT NULL
        ) AS old;
        """;
}
