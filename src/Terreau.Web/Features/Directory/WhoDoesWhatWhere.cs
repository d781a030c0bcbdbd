using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Exports;
using Terreau.Web.Exports.Hxl;
using Terreau.Web.Hosting.Access;
using Terreau.Web.Hosting.Answers;
using Terreau.Web.Hosting.Guards;

namespace Terreau.Web.Features.Directory;

/// <summary>A line of "qui fait quoi où": an actor in one of its towns. Without a known town it keeps one line.</summary>
internal sealed record WhoDoesWhatWhere(ActorItem Who, string? Commune)
{
    private static readonly IReadOnlyList<HxlExport.Tagged<WhoDoesWhatWhere>> Columns =
    [
        new("#org +name", new("Organisation", line => line.Who.Sheet.Name)),
        new("#org +code +siret", new("SIRET", line => line.Who.Sheet.Siret)),
        new("#org +role +list", new("Rôles",
            line => ActorFields.Find(nameof(Organisation.Roles))!.InCell(line.Who.Sheet, line.Who.Telling))),
        new("#sector +name +list", new("Filières",
            line => ActorFields.Find(nameof(Organisation.Filieres))!.InCell(line.Who.Sheet, line.Who.Telling))),
        new("#activity +name +list", new("Propose", line => line.Who.Sheet.Proposes)),
        new("#loc +commune +name", new("Commune", line => line.Commune is { } insee ? line.Who.Telling.Atlas.CommuneName(insee) : null)),
        new("#loc +commune +code +insee", new("Code INSEE", line => line.Commune)),
        // The position is that of the actor, not of each of its towns.
        new("#geo +lat", new("Latitude", line => line.Who.Communes.Count() == 1 ? line.Who.Latitude : null)),
        new("#geo +lon", new("Longitude", line => line.Who.Communes.Count() == 1 ? line.Who.Longitude : null)),
        new("#meta +source", new("Source", line => line.Who.Telling.Atlas.SourceTitle(line.Who.Sheet.SourceId))),
        new("#date +source", new("Date de la source", line => line.Who.Sheet.SourceOn.Written)),
    ];

    public static void Map(IEndpointRouteBuilder app)
        => app.MapGet(DirectoryRoutes.Hxl, WriteAsync).Asks(Permission.ReadPublic).Costs(Cost.File).InParts().ExcludeFromDescription();

    private static async Task<IResult> WriteAsync(HttpContext http, ActorList actors)
    {
        var (all, notice) = await actors.AllAsync(await actors.ReadAsync(http), http);
        return Results.Stream(
            stream => HxlExport.WriteAsync(stream, Columns, all.SelectMany(Of), notice, http.RequestAborted),
            HxlExport.ContentType, $"qui-fait-quoi-ou-{SafeCell.Written(notice.ExportedOn)}.csv");
    }

    private static IEnumerable<WhoDoesWhatWhere> Of(ActorItem actor)
        => actor.Communes.Cast<string?>().DefaultIfEmpty(null).Select(commune => new WhoDoesWhatWhere(actor, commune));
}
