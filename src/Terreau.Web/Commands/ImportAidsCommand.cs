using System.CommandLine;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Aids;
using Terreau.Web.Imports.Offers;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Commands;

/// <summary>Reads pages of the API of Aides-territoires, kept in files or asked for, and says what they change.</summary>
internal static class ImportAidsCommand
{
    private static readonly Argument<string[]> Files = new("fichiers")
    {
        Description = "Pages de l’API d’Aides-territoires, en JSON", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Adresse de la première page à demander, filtres compris ; la clé vient de TERREAU_AIDES_KEY",
    };

    private static readonly Option<string?> Perimeters = new("--perimetres")
    {
        Description = "La liste des périmètres de l’API, en JSON : elle lève les doutes sur les communes et intercommunalités",
    };

    public static Command Verb()
        => ImportVerb.Of("aides", "Les aides d’Aides-territoires, réduites au territoire", RunAsync, [Files, Url, Perimeters]);

    private static Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (files, url) = (parsed.GetValue(Files) ?? [], parsed.GetValue(Url));
        if (files.Length == 0 == url is null) throw new StartException("Donnez des fichiers, ou bien --url.");
        var tables = AidTables.Read(options.TerritoryFolder);
        return ImportVerb.RunAsync(options, parsed, OfferImport.Command, async place =>
        {
            var clock = place.Services.GetRequiredService<TimeProvider>();
            var pages = new AidPages();
            foreach (var file in files) pages.Add(await GivenFile.JsonAsync(file, cancel));
            if (url is not null)
            {
                using var http = RemoteApi.Outgoing();
                await new AidApi(new RemoteApi(http, clock)).ReadAsync(RemoteApi.Address(url), options.AidesKey, pages.Add, cancel);
            }
            var list = parsed.GetValue(Perimeters);
            var perimeters = list is null ? [] : AidPages.Perimeters(await GivenFile.JsonAsync(list, cancel)).ToList();
            var batch = new AidReader(tables, await Atlas.ReadAsync(place.Db, cancel), perimeters).Read(pages);
            return await new OfferImport(place.Db, clock).PrepareAsync(batch, cancel);
        }, cancel);
    }
}
