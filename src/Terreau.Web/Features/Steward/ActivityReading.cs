using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Features.History;

namespace Terreau.Web.Features.Steward;

/// <summary>What the manager asked of the journal.</summary>
internal sealed record ActivityQuery(string? Kind, string? Act, string? Who, DateOnly? From, DateOnly? To, int Page)
{
    public static ActivityQuery Of(IQueryCollection query) => new(
        Text(query["chose"]), Text(query["acte"]), Text(query["qui"]),
        French.TryParseDate(query["du"], out var from) ? from : null, French.TryParseDate(query["au"], out var to) ? to : null,
        int.TryParse(query["page"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page)
            ? Math.Max(1, page) : 1);

    public string Address(int page)
    {
        var parts = new (string Name, string? Value)[]
        {
            ("chose", Kind), ("acte", Act), ("qui", Who), ("du", Iso(From)), ("au", Iso(To)),
            ("page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null),
        };
        var text = string.Join('&', parts.Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return text.Length == 0 ? StewardRoutes.Activity : $"{StewardRoutes.Activity}?{text}";
    }

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(Microsoft.Extensions.Primitives.StringValues value)
        => value.ToString() is { Length: > 0 and < 200 } text ? text : null;
}

/// <summary>The journal as the manager reads it: what, on what, by whom; never a value.</summary>
internal sealed class ActivityReading(TerreauDb db, RulingKinds kinds)
{
    public const int Size = 30;

    public const string ByVisitors = "visiteurs";
    public const string ByMembers = "personnes";
    public const string ByDesk = "bureau";
    public const string ByProgram = "programme";

    /// <summary>Kinds of things, as the glossary calls them on screen; the others have the name that their ruling says.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Organisation"] = "Acteur", ["Offer"] = "Offre", ["ErrorReport"] = "Signalement", ["ImportedFile"] = "Fichier d’acteurs",
        ["SheetPicture"] = "Image", ["SheetMerge"] = "Fusion", ["Campaign"] = "Campagne", ["CampaignSheet"] = "Fiche d’une campagne",
        ["Account"] = "Compte", ["Passkey"] = "Clé d’accès", ["Consent"] = "Accord", ["Project"] = "Projet", ["OutgoingMail"] = "Message",
        ["Cooperation"] = "Coopération", ["Zone"] = "Lieu", ["ZoneLink"] = "Lien entre lieux", ["Source"] = "Source",
        ["Filiere"] = "Filière", ["Figure"] = "Chiffre", ["Milestone"] = "Date du territoire", ["Ambition"] = "Ambition",
        ["Grant"] = "Financement", ["Subscriber"] = "Partenaire", ["RegisterStock"] = "Registre des entreprises",
    };

    internal sealed record Line(string When, string Act, string Kind, string? Thing, string? Href, string Who, string? Why);

    internal sealed record Found(int Total, IReadOnlyList<Line> Lines, IReadOnlyList<(string Kind, int Count)> ByKind,
        IReadOnlyList<string> Acts)
    {
        public int PageCount => Math.Max(1, (Total + Size - 1) / Size);
    }

    public async Task<Found> FindAsync(ActivityQuery query, CancellationToken cancel)
    {
        var all = await FilterAsync(query, cancel);
        // A kind that is chosen still shows what the others hold.
        var byKind = await all.GroupBy(line => line.Subject).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancel);
        if (query.Kind is { } kind) all = all.Where(line => line.Subject == kind);
        var total = await all.CountAsync(cancel);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + Size - 1) / Size));
        var lines = await all.OrderByDescending(line => line.Id).Skip((page - 1) * Size).Take(Size).ToListAsync(cancel);
        var acts = await db.Journal.Select(line => line.Command).Distinct().OrderBy(command => command).ToListAsync(cancel);
        return new Found(total, await InWordsAsync(lines, cancel),
            [.. byKind.OrderByDescending(one => one.Count).Select(one => (one.Key, one.Count))], acts);
    }

    /// <summary>What was decided of what comes in, the newest first.</summary>
    public async Task<IReadOnlyList<Line>> DecisionsAsync(int most, CancellationToken cancel)
    {
        var lines = new List<JournalEntry>();
        foreach (var kind in kinds.Queue)
            lines.AddRange(await kind.Decisions(db.Journal.AsNoTracking()).OrderByDescending(line => line.Id).Take(most)
                .ToListAsync(cancel));
        return await InWordsAsync([.. lines.OrderByDescending(line => line.Id).Take(most)], cancel);
    }

    private async Task<IReadOnlyList<Line>> InWordsAsync(List<JournalEntry> lines, CancellationToken cancel)
    {
        var things = await ThingsAsync(lines, cancel);
        var names = await db.NamesOfAsync(lines.Select(line => line.Who), cancel);
        var reasons = await db.ReasonsAsync(lines, cancel);
        return [.. lines.Select(line => LineOf(line, reasons(line), things, names))];
    }

    public string KindLabel(string subject) => Kinds.GetValueOrDefault(subject) ?? kinds.OfSubject(subject)?.Label ?? subject;

    private async Task<IQueryable<JournalEntry>> FilterAsync(ActivityQuery query, CancellationToken cancel)
    {
        var lines = db.Journal.AsNoTracking();
        if (query.Act is { } act) lines = lines.Where(line => line.Command == act);
        if (query.From is { } from) { var start = ParisTime.StartOf(from); lines = lines.Where(line => line.At >= start); }
        if (query.To is { } to
            && to < DateOnly.MaxValue) { var end = ParisTime.StartOf(to.AddDays(1)); lines = lines.Where(line => line.At < end); }
        if (query.Who is null) return lines;
        var desk = (await db.RoleGrants.Where(grant => grant.Role == TerritoryRoles.Manager || grant.Role == TerritoryRoles.Administrator)
            .Select(grant => grant.AccountId).Distinct().ToListAsync(cancel)).ConvertAll(User.WhoOf);
        return query.Who switch
        {
            ByVisitors => lines.Where(line => line.Who == Act.Visitor),
            ByDesk => lines.Where(line => desk.Contains(line.Who)),
            ByMembers => lines.Where(line => line.Who.StartsWith(Act.AccountPrefix) && !desk.Contains(line.Who)),
            ByProgram => lines.Where(line => line.Who != Act.Visitor && !line.Who.StartsWith(Act.AccountPrefix)),
            _ => lines,
        };
    }

    private Line LineOf(JournalEntry line, string? why, IReadOnlyDictionary<Guid, (string Name, string? Href)> things,
        IReadOnlyDictionary<string, string> names)
    {
        var (thing, href) = things.TryGetValue(line.SubjectId, out var found) ? found : (null, null);
        if (kinds.OfSubject(line.Subject) is { Code: { } code })
            (thing, href) = (thing ?? French.Lower(KindLabel(line.Subject)), HistoryRoutes.Ruling(code, line.SubjectId));
        var who = line.Who == Act.Visitor ? "un visiteur" : !line.Who.StartsWith(Act.AccountPrefix, StringComparison.Ordinal)
            ? "le programme"
            : names.GetValueOrDefault(line.Who, "un compte supprimé");
        return new Line(French.Instant(line.At), French.Capital(line.Command), KindLabel(line.Subject), thing, href, who, why);
    }

    /// <summary>The sheet or the offer that each line speaks of, with its history.</summary>
    private async Task<IReadOnlyDictionary<Guid, (string Name, string? Href)>> ThingsAsync(
        List<JournalEntry> lines, CancellationToken cancel)
    {
        var ids = lines.Select(line => line.SubjectId).Distinct().ToList();
        var ofSheets = await db.Amendments.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.OrganisationId })
            .Concat(db.Pictures.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.OrganisationId }))
            .Concat(db.CampaignSheets.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.OrganisationId }))
            .Concat(db.Members.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.OrganisationId }))
            .Concat(db.JoinRequests.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.OrganisationId }))
            .Concat(db.SheetMerges.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, OrganisationId = one.KeptId }))
            .ToListAsync(cancel);
        var wanted = ids.Concat(ofSheets.Select(one => one.OrganisationId)).Distinct().ToList();
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => wanted.Contains(sheet.Id))
            .Select(sheet => new { sheet.Id, sheet.Slug, sheet.Name, sheet.Status }).ToListAsync(cancel);
        var found = sheets.ToDictionary(sheet => sheet.Id,
            sheet => (sheet.Name, sheet.Status == SheetStatus.Merged ? null : HistoryRoutes.OfSheet(sheet.Slug)));
        foreach (var one in ofSheets)
        {
            if (found.TryGetValue(one.OrganisationId, out var sheet)) found[one.Id] = sheet;
        }
        foreach (var report in await db.ErrorReports.Where(one => ids.Contains(one.Id)).Select(one => new { one.Id, one.Page })
            .ToListAsync(cancel))
            found[report.Id] = (report.Page, null);
        foreach (var offer in await db.Offers.Where(offer => ids.Contains(offer.Id))
            .Select(offer => new { offer.Id, offer.Slug, offer.Title }).ToListAsync(cancel))
            found[offer.Id] = (offer.Title, HistoryRoutes.OfOffer(offer.Slug));
        return found;
    }
}
