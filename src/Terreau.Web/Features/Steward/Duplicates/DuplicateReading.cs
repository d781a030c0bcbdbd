using Microsoft.EntityFrameworkCore;
using Terreau.Engine.Duplicates;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Features.Steward.Duplicates;

/// <summary>Pairs and merges as the manager reads them.</summary>
internal sealed class DuplicateReading(TerreauDb db, DuplicateWatch watch, AtlasCache atlases)
{
    public const int PageSize = 20;

    internal sealed record PairRow(
        Guid One, string OneName, string OnePlace, Guid Other, string OtherName, string OtherPlace, decimal Score,
        IReadOnlyList<string> Reasons);

    internal sealed record PairPage(IReadOnlyList<PairRow> Rows, int Total, int Page, int PageCount);

    /// <param name="Belongings">Who and what would go along: "2 membres", "1 offre".</param>
    internal sealed record Side(Organisation Sheet, SheetDraft Draft, string State, int Members, IReadOnlyList<string> Belongings,
        IReadOnlyList<string> MergedBefore);

    /// <param name="One">In words; empty when there is none.</param>
    internal sealed record FieldRow(
        MergeField Field, string One, string Other, Audience? OneReserved, Audience? OtherReserved, bool IsSame);

    /// <param name="Answer">Null when a sheet cannot be compared.</param>
    /// <param name="Refusal">Why they cannot be merged; null when they can.</param>
    internal sealed record PairView(
        Side One, Side Other, DuplicateAnswer? Answer, IReadOnlyList<FieldRow> Fields, string? Refusal, string Seen, string? NextHref)
    {
        /// <summary>The one proposed to stay: the one more people keep, else the more complete, else the older.</summary>
        public Side Suggested(DateOnly today)
            => (One.Members, Completeness.Of(One.Sheet, today).Percent).CompareTo(
                (Other.Members, Completeness.Of(Other.Sheet, today).Percent)) switch
            {
                > 0 => One,
                < 0 => Other,
                _ => One.Sheet.Id.CompareTo(Other.Sheet.Id) <= 0 ? One : Other,
            };
    }

    internal sealed record MergeRow(
        Guid Id, string Kept, string KeptSlug, string Merged, DateTime MergedAt, DateTime? UndoneAt, string? By);

    public async Task<PairPage> PairsAsync(string? commune, int page, CancellationToken cancel)
    {
        var pairs = await watch.PairsAsync(commune, cancel);
        var pageCount = Math.Max(1, (pairs.Count + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pageCount);
        var shown = pairs.Skip((page - 1) * PageSize).Take(PageSize).ToList();
        var ids = shown.SelectMany(pair => new[] { Guid.Parse(pair.First), Guid.Parse(pair.Second) }).Distinct().ToList();
        var atlas = await atlases.GetAsync(cancel);
        var sheets = await db.Organisations.AsNoTracking().Where(sheet => ids.Contains(sheet.Id))
            .ToDictionaryAsync(sheet => sheet.Id, cancel);
        var rows = shown.Select(pair => (pair.Answer, One: sheets.GetValueOrDefault(Guid.Parse(pair.First)),
            Other: sheets.GetValueOrDefault(Guid.Parse(pair.Second))))
            .Where(pair => pair.One is not null && pair.Other is not null)
            .Select(pair => new PairRow(pair.One!.Id, pair.One.Name, Place(pair.One, atlas), pair.Other!.Id, pair.Other.Name,
                Place(pair.Other, atlas),
                pair.Answer.ScoreMillionths / 1_000_000m, [.. pair.Answer.Reasons.Select(reason => reason.Sentence)]));
        return new PairPage([.. rows], pairs.Count, page, pageCount);
    }

    /// <summary>Two sheets side by side, with all that the manager may read; null when one is no more, or merged.</summary>
    public async Task<PairView?> PairAsync(Guid one, Guid other, CancellationToken cancel)
    {
        if (one == other) return null;
        var sheets = await db.Organisations.AsNoTracking()
            .Where(sheet => (sheet.Id == one || sheet.Id == other) && sheet.Status != SheetStatus.Merged)
            .ToDictionaryAsync(sheet => sheet.Id, cancel);
        if (!sheets.TryGetValue(one, out var first) || !sheets.TryGetValue(other, out var second)) return null;
        var atlas = await atlases.GetAsync(cancel);
        var (left, right) = (await SideAsync(first, cancel), await SideAsync(second, cancel));
        var answer = DuplicateRecords.Of(first) is { } firstRecord && DuplicateRecords.Of(second) is { } secondRecord
            ? DuplicateRule.Compare(firstRecord, secondRecord) : null;
        var fields = MergeField.All.Select(field => new FieldRow(
            field, field.InWords(left.Draft, atlas), field.InWords(right.Draft, atlas),
            field.IsEmptyIn(left.Draft) ? null : field.ReservedIn(left.Draft), field.IsEmptyIn(right.Draft)
                ? null : field.ReservedIn(right.Draft), field.IsSameIn(left.Draft, right.Draft)))
            .Where(row => row.One.Length + row.Other.Length > 0);
        return new PairView(left, right, answer, [.. fields], SheetMerging.RefusalOf(first, second), SheetMerging.SeenOf(first, second),
            await NextAsync(first, second, cancel));
    }

    public async Task<(IReadOnlyList<MergeRow> Rows, int Total)> MergesAsync(int page, CancellationToken cancel)
    {
        var merges = await db.SheetMerges.AsNoTracking()
            .Join(db.Organisations, merge => merge.KeptId, sheet => sheet.Id,
                (merge, sheet) => new { merge.Id, merge.MergedId, merge.MergedAt, merge.UndoneAt, Kept = sheet.Name, sheet.Slug })
            .Join(db.Organisations, merge => merge.MergedId, sheet => sheet.Id,
                (merge, sheet) => new { merge.Id, merge.Kept, merge.Slug, Merged = sheet.Name, merge.MergedAt, merge.UndoneAt })
            .OrderByDescending(merge => merge.MergedAt).ThenByDescending(merge => merge.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .ToListAsync(cancel);
        var ids = merges.ConvertAll(merge => merge.Id);
        var who = await db.Journal.AsNoTracking()
            .Where(line => line.Subject == nameof(SheetMerge) && line.Change == JournalChange.Created && ids.Contains(line.SubjectId))
            .ToDictionaryAsync(line => line.SubjectId, line => line.Who, cancel);
        var names = await db.NamesOfAsync(who.Values, cancel);
        var rows = merges.Select(merge =>
            new MergeRow(merge.Id, merge.Kept, merge.Slug, merge.Merged, merge.MergedAt, merge.UndoneAt,
                names.GetValueOrDefault(who.GetValueOrDefault(merge.Id, ""))));
        return ([.. rows], await db.SheetMerges.CountAsync(cancel));
    }

    private async Task<Side> SideAsync(Organisation sheet, CancellationToken cancel)
    {
        var members = await db.Members.CountAsync(member => member.OrganisationId == sheet.Id, cancel);
        (int Count, string One, string? Many)[] held =
        [
            (members, "membre", null),
            (await db.JoinRequests.Open().CountAsync(request => request.OrganisationId == sheet.Id, cancel),
                "demande de rattachement en attente", "demandes de rattachement en attente"),
            (await db.Amendments.CountAsync(change => change.OrganisationId == sheet.Id && change.State == RequestState.Waiting, cancel),
                "proposition de correction en attente", "propositions de correction en attente"),
            (await db.Offers.CountAsync(offer => offer.OperatorSlug == sheet.Slug, cancel), "offre", null),
            (await db.Cooperations.CountAsync(cooperation => cooperation.Members.Contains(sheet.Slug), cancel), "coopération", null),
            (await db.Pictures.CountAsync(picture => picture.OrganisationId == sheet.Id, cancel), "image", null),
        ];
        var before = await db.MergesOfAsync(sheet.Id, cancel);
        return new Side(sheet, SheetDraft.Of(sheet), StateOf(sheet.Status), members,
            [.. held.Where(line => line.Count > 0).Select(line => French.Count(line.Count, line.One, line.Many))],
            [.. before.Select(merge => merge.Name)]);
    }

    /// <summary>The pair that follows in the list, for who decides later on this one.</summary>
    private async Task<string?> NextAsync(Organisation one, Organisation other, CancellationToken cancel)
    {
        var pairs = await watch.PairsAsync(null, cancel);
        string[] keys = [DuplicateRecords.KeyOf(one.Id), DuplicateRecords.KeyOf(other.Id)];
        var next = pairs.SkipWhile(pair => !(keys.Contains(pair.First) && keys.Contains(pair.Second))).Skip(1).FirstOrDefault();
        return next is null ? null : DuplicateRoutes.Pair(Guid.Parse(next.First), Guid.Parse(next.Second));
    }

    private static string Place(Organisation sheet, Atlas atlas)
        => sheet.Communes.Count + sheet.OutsideCommunes.Count == 0
            ? "commune inconnue" : French.List([.. sheet.Communes.Concat(sheet.OutsideCommunes).Select(atlas.CommuneName)]);

    private static string StateOf(SheetStatus status) => status switch
    {
        SheetStatus.Proposed => "Proposée, à relire",
        SheetStatus.Refused => "Refusée",
        SheetStatus.Withdrawn => "Retirée de l’annuaire",
        _ => "Publiée",
    };
}
