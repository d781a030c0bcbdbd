using System.Globalization;
using System.Text;

namespace Terreau.Bench;

/// <summary>A file of invented organisations of the nine towns, as a register would send it: no name twice, numbers that exist.</summary>
internal static class ImportsWorld
{
    private static readonly (string Code, string Name)[] Towns =
        [("93170", "Bagnolet"), ("93000", "Bobigny"), ("93140", "Bondy"), ("93260", "Les Lilas"), ("93310", "Le Pré-Saint-Gervais"),
            ("93100", "Montreuil"), ("93130", "Noisy-le-Sec"), ("93500", "Pantin"), ("93230", "ROMAINVILLE CEDEX")];

    /// <param name="rows">How many organisations.</param>
    /// <param name="changed">One row in so many says another phone than the file of before; 0 for none.</param>
    /// <param name="numbered">False to leave the column of SIRET empty, as town halls do.</param>
    public static byte[] Csv(int rows, int changed = 0, bool numbered = true)
    {
        var text = new StringBuilder(
            "Identifiant;Nom de la structure;SIRET;Adresse;Code postal;Ville;Téléphone;Courriel;Site internet;Latitude;Longitude;Présentation;Date de mise à jour\n");
        for (var rank = 0; rank < rows; rank++)
        {
            var one = DuplicatesWorld.Organisation(rank);
            var draw = new Draw((ulong)rank + 5_000_000_000UL);
            var town = Towns[draw.Next(Towns.Length)];
            var phone = $"01 4{rank % 10} {draw.Next(90) + 10} {draw.Next(90) + 10} {(changed > 0 && rank % changed == 0 ? 99 : draw.Next(90) + 10)}";
            text.Append(CultureInfo.InvariantCulture,
                $"S{rank};{one.Name} {rank};{(numbered ? Siret(rank) : "")};{draw.Next(90) + 1} rue {SearchWorld.FamilyNames[draw.Next(SearchWorld.FamilyNames.Length)]};{town.Code};{town.Name};{phone};contact@structure{rank}.exemple.fr;https://structure{rank}.exemple.fr;");
            text.Append(CultureInfo.InvariantCulture,
                $"{48.86 + (draw.Unit() / 20):F5};{2.40 + (draw.Unit() / 10):F5};\"Accueille, accompagne ; {draw.Pick(["jeunes", "familles", "habitants"])} et bénévoles du quartier.\";{draw.Next(27) + 1:00}/{draw.Next(9) + 1:00}/2026\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Siret(int rank)
    {
        var unit = WithKey((100_000_00 + rank).ToString("00000000", CultureInfo.InvariantCulture));
        return WithKey(unit + "0001");
    }

    // Luhn's key, which both numbers of the register end with.
    private static string WithKey(string digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[digits.Length - 1 - at] - '0';
            if (at % 2 == 0) digit = digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
            sum += digit;
        }
        return digits + ((10 - (sum % 10)) % 10).ToString(CultureInfo.InvariantCulture);
    }
}
