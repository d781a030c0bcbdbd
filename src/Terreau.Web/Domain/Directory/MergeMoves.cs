using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;

namespace Terreau.Web.Domain.Directory;

/// <summary>What belonged to a sheet and went to another with a merge, so that it can go back.</summary>
internal sealed record MergeMoves
{
    public List<Guid> Members { get; init; } = [];

    /// <summary>People who were in both: they stay once, with the higher role.</summary>
    public List<LeftMember> LeftMembers { get; init; } = [];

    public List<RaisedMember> RaisedMembers { get; init; } = [];
    public List<Guid> Requests { get; init; } = [];

    /// <summary>Requests that the merge answered: the same person already belonged, or had asked on the other sheet too.</summary>
    public List<Guid> AnsweredRequests { get; init; } = [];

    public List<Guid> Invitations { get; init; } = [];
    public List<Guid> Amendments { get; init; } = [];
    public List<Guid> Pictures { get; init; } = [];
    public List<Guid> CampaignSheets { get; init; } = [];

    /// <summary>Lines of campaigns in which the sheet that stays already was.</summary>
    public List<LeftLine> LeftLines { get; init; } = [];

    public List<Guid> Offers { get; init; } = [];
    public List<JoinedCooperation> Cooperations { get; init; } = [];

    internal sealed record LeftMember(Guid Account, OrganisationRoles Role, DateTime Since);

    internal sealed record RaisedMember(Guid Member, OrganisationRoles Before, OrganisationRoles After);

    internal sealed record LeftLine(Guid Campaign, CampaignProgress Progress, DateTime? ChangedAt);

    /// <param name="HadKept">The sheet that stays took part in it already.</param>
    internal sealed record JoinedCooperation(Guid Cooperation, bool HadKept);

    /// <summary>Takes all that belongs to the merged sheet to the one that stays. The caller saves.</summary>
    public static async Task<MergeMoves> TakeAsync(TerreauDb db, Organisation kept, Organisation merged, Act act, CancellationToken cancel)
    {
        var moves = new MergeMoves();
        var people = await TakeMembersAsync(db, kept, merged, moves, cancel);
        await TakeRequestsAsync(db, kept, merged, people, moves, act, cancel);
        moves.Invitations.AddRange(await MoveAsync(db, db.Invitations, merged, kept, cancel));
        moves.Amendments.AddRange(await MoveAsync(db, db.Amendments, merged, kept, cancel));
        await TakePicturesAsync(db, kept, merged, moves, cancel);
        await TakeCampaignsAsync(db, kept, merged, moves, act, cancel);
        foreach (var offer in await db.Offers.Where(offer => offer.OperatorSlug == merged.Slug).ToListAsync(cancel))
        {
            offer.OperatorSlug = kept.Slug;
            moves.Offers.Add(offer.Id);
        }
        foreach (var cooperation in await db.Cooperations.Where(held => held.Members.Contains(merged.Slug)).ToListAsync(cancel))
        {
            moves.Cooperations.Add(new JoinedCooperation(cooperation.Id, cooperation.Members.Contains(kept.Slug)));
            cooperation.Members = [.. cooperation.Members.Select(member => member == merged.Slug ? kept.Slug : member)
                .Distinct(StringComparer.Ordinal)];
        }
        return moves;
    }

    /// <summary>Takes back what is still where the merge had put it. The caller saves.</summary>
    public async Task GiveBackAsync(TerreauDb db, Organisation kept, Organisation merged, Act act, CancellationToken cancel)
    {
        await BackAsync(db, db.Members, Members, kept, merged, cancel);
        await BackAsync(db, db.JoinRequests, [.. Requests, .. AnsweredRequests], kept, merged, cancel);
        await BackAsync(db, db.Invitations, Invitations, kept, merged, cancel);
        await BackAsync(db, db.Amendments, Amendments, kept, merged, cancel);
        await BackAsync(db, db.Pictures, Pictures, kept, merged, cancel);
        await BackAsync(db, db.CampaignSheets, CampaignSheets, kept, merged, cancel);
        foreach (var request in await db.JoinRequests
            .Where(request => AnsweredRequests.Contains(request.Id) && request.State != RequestState.Waiting).ToListAsync(cancel))
            request.Reopen(act);
        await GiveBackPeopleAsync(db, merged, cancel);
        var campaigns = LeftLines.ConvertAll(line => line.Campaign);
        var open = await db.Campaigns.Where(campaign => campaigns.Contains(campaign.Id)).Select(campaign => campaign.Id)
            .ToListAsync(cancel);
        foreach (var line in LeftLines.Where(line => open.Contains(line.Campaign)))
        {
            var entry = db.CampaignSheets.Add(new CampaignSheet { CampaignId = line.Campaign, OrganisationId = merged.Id });
            (entry.Property(held => held.Progress).CurrentValue, entry.Property(held => held.ChangedAt).CurrentValue) = (line.Progress,
                line.ChangedAt);
        }
        foreach (var offer in await db.Offers.Where(offer => Offers.Contains(offer.Id) && offer.OperatorSlug == kept.Slug)
            .ToListAsync(cancel)) offer.OperatorSlug = merged.Slug;
        foreach (var joined in Cooperations)
        {
            if (await db.Cooperations.FirstOrDefaultAsync(held => held.Id == joined.Cooperation, cancel) is not { } cooperation
                || !cooperation.Members.Contains(kept.Slug)) continue;
            cooperation.Members = [.. cooperation.Members
                .SelectMany(member => member != kept.Slug ? [member] : joined.HadKept ? [kept.Slug, merged.Slug] : new[] { merged.Slug })
                .Distinct(StringComparer.Ordinal)];
        }
    }

    private async Task GiveBackPeopleAsync(TerreauDb db, Organisation merged, CancellationToken cancel)
    {
        foreach (var raised in RaisedMembers)
        {
            if (await db.Members.FirstOrDefaultAsync(member => member.Id == raised.Member, cancel) is { } member
                && member.Role == raised.After) member.Role = raised.Before;
        }
        var left = LeftMembers.ConvertAll(member => member.Account);
        var here = await db.Accounts.Where(account => left.Contains(account.Id)).Select(account => account.Id).ToListAsync(cancel);
        db.Members.AddRange(LeftMembers.Where(member => here.Contains(member.Account))
            .Select(member => new Member { AccountId = member.Account, OrganisationId = merged.Id, Role = member.Role,
                Since = member.Since }));
    }

    /// <returns>The accounts that belong to the sheet that stays.</returns>
    private static async Task<HashSet<Guid>> TakeMembersAsync(
        TerreauDb db, Organisation kept, Organisation merged, MergeMoves moves, CancellationToken cancel)
    {
        var stays = (await db.Members.Where(member => member.OrganisationId == kept.Id).ToListAsync(cancel)).ToDictionary(
            member => member.AccountId);
        foreach (var member in await db.Members.Where(member => member.OrganisationId == merged.Id).ToListAsync(cancel))
        {
            if (!stays.TryGetValue(member.AccountId, out var same))
            {
                Move(db, member, kept);
                moves.Members.Add(member.Id);
                continue;
            }
            if (member.Role > same.Role)
            {
                moves.RaisedMembers.Add(new RaisedMember(same.Id, same.Role, member.Role));
                same.Role = member.Role;
            }
            moves.LeftMembers.Add(new LeftMember(member.AccountId, member.Role, member.Since));
            db.Members.Remove(member);
        }
        return [.. stays.Keys, .. await db.Members.Where(member => member.OrganisationId == merged.Id).Select(member => member.AccountId)
            .ToListAsync(cancel)];
    }

    private static async Task TakeRequestsAsync(
        TerreauDb db, Organisation kept, Organisation merged, HashSet<Guid> people, MergeMoves moves, Act act, CancellationToken cancel)
    {
        var asked = await db.JoinRequests.Open().Where(request => request.OrganisationId == kept.Id).Select(request => request.AccountId)
            .ToListAsync(cancel);
        foreach (var request in await db.JoinRequests.Where(request => request.OrganisationId == merged.Id).ToListAsync(cancel))
        {
            Move(db, request, kept);
            if (request.State != RequestState.Waiting || (!people.Contains(request.AccountId) && !asked.Contains(request.AccountId)))
            {
                moves.Requests.Add(request.Id);
                continue;
            }
            if (people.Contains(request.AccountId)) request.Accept(act);
            else request.Refuse(act with { Why = "Les deux fiches n’en font plus qu’une : votre autre demande suffit." });
            moves.AnsweredRequests.Add(request.Id);
        }
    }

    /// <summary>One logo and so many photos on a sheet: those beyond wait with the merged one.</summary>
    private static async Task TakePicturesAsync(
        TerreauDb db, Organisation kept, Organisation merged, MergeMoves moves, CancellationToken cancel)
    {
        var held = await db.Pictures.Where(picture => picture.OrganisationId == kept.Id).Select(picture => picture.IsLogo)
            .ToListAsync(cancel);
        var (logos, photos) = (held.Count(isLogo => isLogo), held.Count(isLogo => !isLogo));
        foreach (var picture in await db.Pictures.Where(picture => picture.OrganisationId == merged.Id).OrderBy(picture => picture.AddedAt)
            .ThenBy(picture => picture.Id).ToListAsync(cancel))
        {
            if (picture.IsLogo ? logos++ >= 1 : photos++ >= SheetPicture.MostPhotos) continue;
            Move(db, picture, kept);
            moves.Pictures.Add(picture.Id);
        }
    }

    private static async Task TakeCampaignsAsync(
        TerreauDb db, Organisation kept, Organisation merged, MergeMoves moves, Act act, CancellationToken cancel)
    {
        var stays = (await db.CampaignSheets.Where(line => line.OrganisationId == kept.Id).ToListAsync(cancel)).ToDictionary(
            line => line.CampaignId);
        foreach (var line in await db.CampaignSheets.Where(line => line.OrganisationId == merged.Id).ToListAsync(cancel))
        {
            if (!stays.TryGetValue(line.CampaignId, out var same))
            {
                Move(db, line, kept);
                moves.CampaignSheets.Add(line.Id);
                continue;
            }
            same.Advance(line.Progress, act);
            moves.LeftLines.Add(new LeftLine(line.CampaignId, line.Progress, line.ChangedAt));
            db.CampaignSheets.Remove(line);
        }
    }

    private static async Task<List<Guid>> MoveAsync<T>(
        TerreauDb db, IQueryable<T> rows, Organisation from, Organisation to, CancellationToken cancel) where T : class, IJournaled
    {
        var held = await rows.Where(row => EF.Property<Guid>(row, nameof(Member.OrganisationId)) == from.Id).ToListAsync(cancel);
        foreach (var row in held) Move(db, row, to);
        return held.ConvertAll(row => row.Id);
    }

    private static async Task BackAsync<T>(
        TerreauDb db, IQueryable<T> rows, List<Guid> ids, Organisation from, Organisation to, CancellationToken cancel)
        where T : class, IJournaled
    {
        if (ids.Count == 0) return;
        foreach (var row in await rows.Where(
            row => ids.Contains(EF.Property<Guid>(row, nameof(IJournaled.Id)))
                && EF.Property<Guid>(row, nameof(Member.OrganisationId)) == from.Id).ToListAsync(cancel)) Move(db, row, to);
    }

    // To whom a row belongs is fixed where it is made: only a merge, and its undoing, change it.
    private static void Move(TerreauDb db, object row, Organisation to)
        => db.Entry(row).Property(nameof(Member.OrganisationId)).CurrentValue = to.Id;
}
