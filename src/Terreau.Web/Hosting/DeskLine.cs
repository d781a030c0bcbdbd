using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Features.Steward.Campaigns;
using Terreau.Web.Features.Steward.Duplicates;
using Terreau.Web.Features.Steward.Imports;
using Terreau.Web.Features.Subscribers;

namespace Terreau.Web.Features.Steward;

/// <summary>A line of the desk: where it leads, and how much waits or happened there.</summary>
/// <param name="Count">Counts, from the instant of seven days ago for what has no end.</param>
/// <param name="Unit">What is counted, in the singular.</param>
internal sealed record DeskLine(string Label, string Href, string Unit, Func<TerreauDb, DateTime, CancellationToken, Task<int>> Count)
{
    public static readonly IReadOnlyList<DeskLine> All =
    [
        new("Doublons possibles", DuplicateRoutes.List, "paire écartée|paires écartées",
            (db, _, cancel) => db.DistinctPairs.CountAsync(cancel)),
        new("Campagnes de mise à jour", CampaignRoutes.List, "campagne ouverte|campagnes ouvertes",
            (db, _, cancel) => db.Campaigns.CountAsync(campaign => campaign.ClosedAt == null, cancel)),
        new("Faire entrer un fichier d’acteurs", ImportRoutes.List, "fichier à appliquer|fichiers à appliquer",
            (db, _, cancel) => db.ImportedFiles.CountAsync(file => file.AppliedAt == null, cancel)),
        new("Partenaires", SubscriberRoutes.List, "clé valable|clés valables",
            (db, _, cancel) => db.Subscribers.CountAsync(caller => caller.RevokedAt == null, cancel)),
        new("Activité", StewardRoutes.Activity, "ligne depuis sept jours|lignes depuis sept jours",
            (db, since, cancel) => db.Journal.CountAsync(line => line.At >= since, cancel)),
    ];

    public string Counted(int count) => Unit.Split('|') is [var one, var many] ? French.Count(count, one, many) : French.Count(count, Unit);
}
