using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Terreau.Web.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Grants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Grants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    FunderName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    FunderSiren = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    FunderPlain = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    BeneficiaryName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    BeneficiarySiren = table.Column<string>(type: "TEXT", maxLength: 9, nullable: true),
                    BeneficiarySiret = table.Column<string>(type: "TEXT", maxLength: 14, nullable: true),
                    BeneficiaryPlain = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    AmountCents = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    Reference = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    SourceId = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    SourceOn = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Grants", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Grants_BeneficiaryPlain",
                table: "Grants",
                column: "BeneficiaryPlain");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_BeneficiarySiren",
                table: "Grants",
                column: "BeneficiarySiren");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_FunderPlain",
                table: "Grants",
                column: "FunderPlain");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_FunderSiren",
                table: "Grants",
                column: "FunderSiren");

            migrationBuilder.CreateIndex(
                name: "IX_Grants_SourceId_Key",
                table: "Grants",
                columns: new[] { "SourceId", "Key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Grants");
        }
    }
}
