using Microsoft.EntityFrameworkCore;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Features.Steward.Duplicates;
using Terreau.Web.Hosting;

namespace Terreau.Web.Features.Steward;

internal sealed class StewardArea : IArea
{
    public IEnumerable<DeskLine> Desk => [new(90, "Activité", StewardRoutes.Activity, "ligne depuis sept jours|lignes depuis sept jours",
        (db, since, cancel) => db.Journal.CountAsync(line => line.At >= since, cancel))];

    public void AddParts(IServiceCollection services, TerreauOptions options) => services
        .AddScoped<ActivityReading>()
        .AddScoped<Moderation>()
        .AddScoped<RoleGrants>()
        .AddSingleton<RulingKind>(new ChangedElsewhere(nameof(RoleGrant), "role", "Rôle",
            Words((nameof(RoleGrant.Role), "Rôle"), (nameof(RoleGrant.GrantedAt), "Donné le")),
            "Les rôles se donnent et se retirent sur leur page.", ModerationRoutes.Roles))
        .AddSingleton<RulingKind>(new ChangedElsewhere(nameof(DistinctPair), "pas-des-doublons", "« Pas des doublons »",
            Words((nameof(DistinctPair.SaidAt), "Dit le")), "Ces deux fiches peuvent être comparées de nouveau.", DuplicateRoutes.Distinct))
        .AddSingleton<RulingKind>(new ChangedElsewhere(nameof(ServedTerritory), "territoire", "Territoire",
            Words((nameof(ServedTerritory.ReviewsEdits), "Relire avant de publier")),
            "Ce réglage se change au bas de ce qui attend une réponse.", ModerationRoutes.Queue));

    private static Dictionary<string, string> Words(params (string Property, string Word)[] words)
        => words.ToDictionary(word => word.Property, word => word.Word);
}
