using System.CommandLine;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Hosting;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Commands;

/// <summary>Narrows the national files of the register to the territory, says what they change, and writes it when asked.</summary>
internal static class SireneCommand
{
    private static readonly Option<string> Units = new("--units")
    {
        Description = "Le fichier des unités légales (CSV, Parquet ou zip)", Required = true,
    };

    private static readonly Option<string> Establishments = new("--establishments")
    {
        Description = "Le fichier des établissements (CSV, Parquet ou zip)", Required = true,
    };

    private static readonly Option<string?> List = new("--ess-list")
    {
        Description = "La liste des entreprises de l’ESS d’ESS France, avec sa colonne SIREN",
    };

    private static readonly Option<string?> ListOn = new("--ess-list-date")
    {
        Description = "Le jour ou le mois de cette liste, par exemple 2026-09",
    };

    private static readonly Option<string?> Successions = new("--successions")
    {
        Description = "Le fichier des liens de succession (CSV, Parquet ou zip)",
    };

    private static readonly Option<string?> Stock = new("--stock")
    {
        Description = "Le mois du stock, par exemple 2026-10 ; sinon le dernier mois traité du fichier",
    };

    public static Command Verb() => ImportVerb.Of(
        "sirene", "Les fichiers nationaux du répertoire Sirene, réduits au territoire", RunAsync,
        [Units, Establishments, List, ListOn, Successions, Stock]);

    private static Task<int> RunAsync(TerreauOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var (month, listOn) = (Month(parsed.GetValue(Stock)), Day(parsed.GetValue(ListOn)));
        if (parsed.GetValue(List) is null != listOn is null)
            throw new StartException("La liste d’ESS France se donne avec sa date : --ess-list et --ess-list-date.");
        var tables = EssTablesFile.Read(options.TerritoryFolder);
        return ImportVerb.RunAsync(options, parsed, SireneImport.Command, async place =>
        {
            var atlas = await Atlas.ReadAsync(place.Db, cancel);
            var asked = new SireneAsked
            {
                Establishments = parsed.GetRequiredValue(Establishments), Units = parsed.GetRequiredValue(Units),
                EssList = parsed.GetValue(List), Successions = parsed.GetValue(Successions), Communes = atlas.Territory.Communes,
                WorkFolder = options.Data,
            };
            await using var stock = await SireneStock.OpenAsync(asked, cancel);
            return stock.Establishments == 0
                ? throw new StartException($"Le fichier ne contient aucun établissement des communes de {atlas.Territory.Name}.")
                : await new SireneImport(place.Db, tables).PrepareAsync(stock, month, listOn, cancel);
        }, cancel);
    }

    private static PartialDate? Month(string? text) => text is null ? null
        : text.Length == 7 && PartialDate.TryParse(text, out var month) ? month
        : throw new StartException($"« {text} » n’est pas un mois comme 2026-10.");

    private static PartialDate? Day(string? text) => text is null ? null
        : PartialDate.TryParse(text, out var day) ? day
        : throw new StartException($"« {text} » n’est pas une date comme 2026-09.");
}
